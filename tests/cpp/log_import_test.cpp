// Logs that take over exported records (S22, S23): what comes after, once; and what contradicts them, not at all.
#include "log_helpers.hpp"

namespace {

using namespace log_test;

constexpr std::size_t size = 30;

const Lines& lines() {
    static const Lines made = lines_of(long_log(size));
    return made;
}

/// Records `from` to `to`, both included.
Lines part(std::size_t from, std::size_t to) {
    return {lines().begin() + static_cast<std::ptrdiff_t>(from - 1), lines().begin() + static_cast<std::ptrdiff_t>(to)};
}
std::string text(std::size_t from, std::size_t to) { return joined(part(from, to)); }

std::string hash_in(const std::string& line) { return Json::parse(line).at("hash"); }

/// A store that may have records, and what is imported into it. The software is the one that the records tell of.
class Store {
public:
    explicit Store(std::size_t count = 0) {
        if (count > 0) import(text(1, count));
    }
    ManagerOptions how() const { return {.store = file_}; }
    void import(std::string_view json_lines) const { (void)Manager::import(how(), json_lines); }
    std::string failure_of(std::string_view json_lines) const { return import_failure(json_lines, how()); }
    std::string records() const { return exported(Manager({.read_only = true, .store = file_})); }

private:
    Folder folder_;
    std::string file_ = folder_.file("log");
};

TEST(LogImport, IntoANewStoreGivesTheSameLog) {
    const Store store;
    const Manager manager = Manager::import(store.how(), text(1, size));
    EXPECT_EQ(head(manager), hash_in(lines()[size - 1]));
    EXPECT_EQ(manager.record_count(), size);
    EXPECT_EQ(exported(manager), text(1, size));
    EXPECT_EQ(store.records(), text(1, size));
    const Manager in_memory = Manager::import({}, text(1, size));
    EXPECT_EQ(everything(manager), everything(in_memory));
    EXPECT_EQ(manager.supported_max().string(), "1.0.9");
    EXPECT_EQ(manager.network().id(), "log-test");
}

TEST(LogImport, AgainChangesNothing) {
    const Store store(size);
    store.import(text(1, size));
    store.import(text(1, 1));
    store.import(text(7, 9));
    EXPECT_EQ(store.records(), text(1, size));
}

TEST(LogImport, OfALaterPartTakesWhatComesAfter) {
    for (const std::size_t from : {2U, 9U, 10U, 11U}) {
        const Store store(10);
        const Manager manager = Manager::import(store.how(), text(from, 20));
        EXPECT_EQ(head(manager), hash_in(lines()[19])) << from;
        EXPECT_EQ(store.records(), text(1, 20)) << from;
    }
}

TEST(LogImport, AGapIsAConflict) {
    const Store store(10);
    expect_failure(store.failure_of(text(12, 20)), "NSV_ERROR_CONFLICT", 12);
    EXPECT_EQ(store.records(), text(1, 10));
    expect_failure(import_failure(text(2, 20)), "NSV_ERROR_CONFLICT", 2);
    const Store empty;
    expect_failure(empty.failure_of(text(30, 30)), "NSV_ERROR_CONFLICT", 30);
}

TEST(LogImport, AForkIsAConflict) {
    for (const std::size_t at : {1U, 2U, 10U, 20U}) {
        Lines changed = lines();
        Json record = Json::parse(changed[at - 1]);
        record["time"] = announced + 1;
        changed[at - 1] = record.dump();
        changed = resealed(changed);
        const Store store(20);
        expect_failure(store.failure_of(joined(changed)), "NSV_ERROR_CONFLICT", at);
        // A part that begins behind the fork does not fit either: it follows a record with another hash.
        const Lines later(changed.begin() + static_cast<std::ptrdiff_t>(at), changed.end());
        expect_corrupt(store.failure_of(joined(later)), at + 1);
        EXPECT_EQ(store.records(), text(1, 20));
    }
}

TEST(LogImport, ARecordThatWasChangedIsNoFork) {
    for (const std::size_t at : {1U, 10U, 11U, 12U}) {
        Lines changed = part(1, 15);
        changed[at - 1].replace(changed[at - 1].find("\"time\":1"), 8, "\"time\":2");
        const Store store(10);
        expect_corrupt(store.failure_of(joined(changed)), at);
        EXPECT_EQ(store.records(), text(1, 10)) << "all or nothing";
    }
}

TEST(LogImport, LinesThatAreNoRecords) {
    const std::string one = lines()[0];
    const std::string two = lines()[1];
    EXPECT_EQ(failure_status([] { (void)Manager::import({}, ""); }), "NSV_ERROR_ARGUMENT");
    expect_corrupt(import_failure("\n"), 1);
    expect_corrupt(import_failure("\n" + one + "\n"), 1);
    expect_corrupt(import_failure(one + "\n\n" + two + "\n"), 2);
    expect_corrupt(import_failure(one + "\n" + two + "\n\n"), 3);
    expect_corrupt(import_failure(one + "\r\n" + two + "\r\n"), 1);
    expect_corrupt(import_failure("\xef\xbb\xbf" + one + "\n"), 1);
    expect_corrupt(import_failure(one + "\n" + two + "\n" + std::string(1, '\0')), 3);
    for (const char* const text : {"null", "1", "[]", "{}", "\"\"", "true", "{", "\xff", "{\"sequence\":1}", "{\"sequence\":0}",
                                   "{\"sequence\":\"1\"}", "{\"sequence\":-1}", "{\"sequence\":1.5}"}) {
        SCOPED_TRACE(text);
        expect_corrupt(import_failure(text), 1);
        expect_corrupt(import_failure(one + "\n" + text), 2);
    }
}

TEST(LogImport, TheLastLineMayLackItsEnd) {
    const Manager manager = Manager::import({}, lines()[0] + "\n" + lines()[1]);
    EXPECT_EQ(exported(manager), text(1, 2));
}

TEST(LogImport, ALineThatIsTooLong) {
    const std::size_t two_mebibytes = 2UL * 1024 * 1024;
    const std::string junk[] = {std::string(two_mebibytes, 'x'), std::string(two_mebibytes, '['),
                                std::string(two_mebibytes, ' '), "{\"a\":\"" + std::string(two_mebibytes, 'a') + "\"}"};
    for (const std::string& line : junk) {
        expect_failure(import_failure(line), "NSV_ERROR_LIMIT", 1);
        expect_failure(import_failure(text(1, 2) + line + "\n"), "NSV_ERROR_LIMIT", 3);
    }
    expect_corrupt(import_failure("{\"a\":\"" + std::string(NSV_MAX_RECORD - 8, 'a') + "\"}"), 1);
    expect_failure(import_failure("{\"a\":\"" + std::string(NSV_MAX_RECORD - 7, 'a') + "\"}"), "NSV_ERROR_LIMIT", 1);
}

TEST(LogImport, OtherSoftwareIsRecordedBehindIt) {
    const Store store;
    ManagerOptions how = options("1.0.0", "3.0.0", *store.how().store);
    how.unix_time = expected;
    const Manager manager = Manager::import(how, text(1, size));
    const Lines got = lines_of(store.records());
    ASSERT_EQ(got.size(), size + 1);
    EXPECT_EQ(joined({got.begin(), got.end() - 1}), text(1, size));
    const Json last = Json::parse(got.back());
    EXPECT_EQ(last.at("kind"), "software_changed");
    EXPECT_EQ(last.at("supported"), (Json{{"min", "1.0.0"}, {"max", "3.0.0"}}));
    EXPECT_EQ(last.at("time"), expected);
    EXPECT_EQ(last.at("height"), Json::parse(lines()[size - 1]).at("height"));
    EXPECT_EQ(last.at("hash"), head(manager));
    // From there on the two logs are different ones.
    expect_failure(store.failure_of(joined(lines())), "NSV_ERROR_CONFLICT", size + 1);
}

TEST(LogImport, IsRefusedWhereTheLogIsOnlyRead) {
    const Store store(10);
    for (const bool salvage : {false, true}) {
        ManagerOptions how = store.how();
        (salvage ? how.salvage : how.read_only) = true;
        EXPECT_EQ(failure_status([&] { (void)Manager::import(how, text(1, size)); }), "NSV_ERROR_READ_ONLY");
        how.store.reset();
        EXPECT_EQ(failure_status([&] { (void)Manager::import(how, text(1, size)); }), "NSV_ERROR_READ_ONLY");
    }
    EXPECT_EQ(store.records(), text(1, 10));
}

TEST(LogImport, OfAnotherNetworkIsAConflict) {
    const Store store;
    ManagerOptions how = store.how();
    how.network = Network::mainnet();
    EXPECT_EQ(failure_status([&] { (void)Manager::import(how, text(1, size)); }), "NSV_ERROR_CONFLICT");
    Manager(store.how()).advance(1, announced);
    EXPECT_EQ(lines_of(store.records()).size(), 1U);
    expect_failure(store.failure_of(text(1, size)), "NSV_ERROR_CONFLICT", 1);
}

/// A chain that is sealed well may still tell what cannot be: it is refused, and names the record.
TEST(LogImport, ASealedRecordThatMeansNothing) {
    const auto with = [](std::size_t sequence, const Json& changes) {
        Lines changed = part(1, 5);
        Json record = Json::parse(changed[sequence - 1]);
        record.update(changes);
        changed[sequence - 1] = record.dump();
        return import_failure(joined(resealed(changed)));
    };
    ASSERT_EQ(Json::parse(lines()[1]).at("kind"), "nep_scheduled");
    EXPECT_EQ(with(2, {{"time", 1}}), "");
    expect_corrupt(with(1, {{"kind", "rewound"}}), 1);
    expect_corrupt(with(1, {{"network", nullptr}}), 1);
    expect_corrupt(with(1, {{"supported", {{"min", "2.0.0"}, {"max", "1.0.0"}}}}), 1);
    expect_corrupt(with(2, {{"kind", "genesis"}}), 2);
    expect_corrupt(with(2, {{"kind", "nep_forgotten"}}), 2);
    expect_corrupt(with(2, {{"kind", nullptr}}), 2);
    expect_corrupt(with(2, {{"height", "0"}}), 2);
    expect_corrupt(with(2, {{"time", nullptr}}), 2);
    expect_corrupt(with(2, {{"nep_id", "NEP-1"}}), 2);
    expect_corrupt(with(5, {{"kind", "software_changed"}}), 5);
}

TEST(LogImport, GoesOnFromThere) {
    Manager old(options("1.0.0", "1.2.0"));
    old.schedule_nep(nep("NEP-001", "1.1.0", 10).dump());
    advance(old, 5);
    const std::string before = exported(old);
    Manager next = Manager::import(options("1.0.0", "1.2.0"), before);
    EXPECT_EQ(next.height(), 0U);  // of the last record
    for (Manager* const manager : {&old, &next}) {
        advance(*manager, 12);
        manager->rewind(9, announced);
        manager->cancel_nep("NEP-001", "why");
    }
    EXPECT_EQ(exported(next), exported(old));
    EXPECT_EQ(next.record_count(), 5U);
}

}  // namespace
