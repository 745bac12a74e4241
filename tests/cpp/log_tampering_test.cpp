// S23: whatever is done to an exported log, the first record that is not sound is named. The unit tests change every bit of
// every record; here records go through the whole library.
#include <algorithm>

#include "log_helpers.hpp"
#include "random_ledger.hpp"

namespace {

using namespace log_test;

constexpr std::size_t size = 200;

const Lines& lines() {
    static const Lines made = lines_of(long_log(size));
    return made;
}

/// Records up to one, which is number `count`.
Lines first(std::size_t count) { return {lines().begin(), lines().begin() + static_cast<std::ptrdiff_t>(count)}; }

/// The text where record `sequence` begins.
std::size_t begins(std::size_t sequence) { return joined(first(sequence - 1)).size(); }

/// An export that no longer begins with the first record is one of a later part of a log.
void expect_not_the_first(const Lines& later) { expect_failure(import_failure(joined(later)), "NSV_ERROR_CONFLICT", 2); }

/// The number of the first record, changed to one that is not: as far as anyone can tell, the export begins there.
bool is_another_number(std::string_view line) {
    const Json json = Json::parse(line, nullptr, false);
    return json.is_object() && json.contains("sequence") && json["sequence"].is_number_unsigned() && json["sequence"] > 1;
}

void expect_change_found(std::size_t sequence, std::size_t at, char changed) {
    Lines some = first(sequence);
    std::string& line = some.back();
    SCOPED_TRACE("record " + std::to_string(sequence) + ", byte " + std::to_string(at) + " is " + std::to_string(changed));
    line[at] = changed;
    const bool moved = sequence == 1 && is_another_number(line);
    const std::uint64_t named = moved ? Json::parse(line).at("sequence").get<std::uint64_t>() : sequence;
    expect_failure(import_failure(joined(some)), moved ? "NSV_ERROR_CONFLICT" : "NSV_ERROR_CORRUPT", named);
}

TEST(LogTampering, TheLogIsSound) {
    ASSERT_GE(lines().size(), size);
    const Manager manager = Manager::import({}, joined(lines()));
    EXPECT_EQ(manager.record_count(), lines().size());
    std::set<std::string> kinds;
    for (const std::string& line : lines()) kinds.insert(Json::parse(line).at("kind"));
    EXPECT_EQ(kinds, (std::set<std::string>{"genesis", "halted", "nep_activated", "nep_cancelled", "nep_rescheduled",
                                            "nep_scheduled", "rewound"}));
}

TEST(LogTampering, EveryBitOfTheFirstRecords) {
    for (std::size_t sequence = 1; sequence <= 4; ++sequence) {
        const std::string line = lines()[sequence - 1];
        for (std::size_t at = 0; at < line.size(); ++at) {
            for (unsigned bit = 0; bit < 8; ++bit) {
                expect_change_found(sequence, at, static_cast<char>(static_cast<unsigned char>(line[at]) ^ (1U << bit)));
            }
        }
    }
}

TEST(LogTampering, ABitOfEveryRecord) {
    Random random;
    for (std::size_t sequence = 1; sequence <= lines().size(); ++sequence) {
        const std::string& line = lines()[sequence - 1];
        for (int i = 0; i < 4; ++i) {
            const auto at = static_cast<std::size_t>(random.up_to(line.size() - 1));
            const auto bit = 1U << random.up_to(7);
            expect_change_found(sequence, at, static_cast<char>(static_cast<unsigned char>(line[at]) ^ bit));
        }
    }
}

TEST(LogTampering, TheEndOfALine) {
    const std::string text = joined(lines());
    for (std::size_t sequence = 1; sequence < lines().size(); ++sequence) {
        std::string changed = text.substr(0, begins(sequence + 2));
        changed[begins(sequence + 1) - 1] = ' ';
        expect_corrupt(import_failure(changed), sequence);
    }
}

TEST(LogTampering, ARecordDropped) {
    for (std::size_t sequence = 1; sequence < lines().size(); ++sequence) {
        Lines changed = first(sequence + 1);
        changed.erase(changed.end() - 2);
        if (sequence == 1) {
            expect_not_the_first(changed);
        } else {
            expect_corrupt(import_failure(joined(changed)), sequence);
        }
    }
}

TEST(LogTampering, ARecordDoubled) {
    for (std::size_t sequence = 1; sequence <= lines().size(); ++sequence) {
        Lines changed = first(sequence);
        changed.push_back(changed.back());
        expect_corrupt(import_failure(joined(changed)), sequence + 1);
    }
}

TEST(LogTampering, RecordsSwapped) {
    for (std::size_t sequence = 1; sequence < lines().size(); ++sequence) {
        Lines changed = first(sequence + 1);
        std::swap(changed[sequence - 1], changed[sequence]);
        if (sequence == 1) {
            expect_not_the_first(changed);
        } else {
            expect_corrupt(import_failure(joined(changed)), sequence);
        }
    }
}

/// Whoever puts a record in can seal it, but not what follows.
TEST(LogTampering, ARecordPutIn) {
    for (std::size_t after = 1; after < lines().size(); ++after) {
        Lines changed = first(after);
        std::string previous = Json::parse(changed.back()).at("hash");
        changed.push_back(sealed(Json::parse(changed.back()), after + 1, previous));
        changed.push_back(lines()[after]);
        if (after == 1) continue;  // there it would be a second genesis
        expect_corrupt(import_failure(joined(changed)), after + 2);
    }
}

TEST(LogTampering, ARecordCutOff) {
    Random random;
    for (std::size_t sequence = 1; sequence <= lines().size(); ++sequence) {
        const std::string text = joined(first(sequence));
        const std::size_t before = begins(sequence);
        const std::size_t end = before + 1 + static_cast<std::size_t>(random.up_to(text.size() - before - 3));
        expect_corrupt(import_failure(text.substr(0, end)), sequence);
    }
    const std::string text = joined(lines());
    for (std::size_t end = begins(size) + 1; end < begins(size + 1) - 1; ++end) {
        expect_corrupt(import_failure(text.substr(0, end)), size);
    }
}

/// Nothing is wrong with a log that lacks its end, or was made anew from some record on: only a head that was kept elsewhere
/// tells.
TEST(LogTampering, AnEndThatIsMissing) {
    const Manager whole = Manager::import({}, joined(lines()));
    for (std::size_t count = 1; count < lines().size(); count += 7) {
        const Manager cut = Manager::import({}, joined(first(count)));
        EXPECT_TRUE(cut.verify().sound);
        const auto found = cut.verify(whole.head());
        EXPECT_FALSE(found.sound);
        EXPECT_EQ(found.bad_sequence, count + 1);
        expect_contains(found.reason, "record " + std::to_string(count + 1) + ": ");
        EXPECT_TRUE(whole.verify(cut.head()).sound);  // it has gone on since
    }
}

TEST(LogTampering, AnEndThatWasMadeAnew) {
    const Manager whole = Manager::import({}, joined(lines()));
    for (std::size_t sequence = 1; sequence <= lines().size(); sequence += 9) {
        Lines changed = lines();
        Json record = Json::parse(changed[sequence - 1]);
        record["time"] = announced + 1;
        changed[sequence - 1] = record.dump();
        const Manager anew = Manager::import({}, joined(resealed(changed)));
        EXPECT_TRUE(anew.verify().sound);
        const auto found = anew.verify(whole.head());
        EXPECT_FALSE(found.sound);
        EXPECT_EQ(found.bad_sequence, lines().size() + 1);
    }
}

/// S23 wants canonical JSON, so that everybody computes the same hash: another form is no record, however it is sealed.
TEST(LogTampering, OtherFormsOfJson) {
    const std::string& line = lines()[1];
    const std::string other_forms[][2] = {{"\"height\":0,", "\"height\":-0,"},
                                          {"\"height\":0,", "\"height\":0.0,"},
                                          {"\"height\":0,", "\"height\":0e0,"},
                                          {"\"height\":0,", "\"height\":0 ,"},
                                          {"\"height\":0,", "\"height\":0,\"height\":0,"},
                                          {"\"height\":0,", "\"height\":9007199254740992,"},
                                          {"\"kind\":", "\"\\u006bind\":"},
                                          {"\u00e4", "\\u00e4"},
                                          {"{\"catch_up\":false,", "{\"zz\":1,\"catch_up\":false,"},
                                          {"{\"catch_up\":false,", " {\"catch_up\":false,"}};
    for (const auto& [from, to] : other_forms) {
        std::string changed = line;
        ASSERT_NE(changed.find(from), std::string::npos) << from << " in " << line;
        changed.replace(changed.find(from), from.size(), to);
        const std::string own_hash = Json::parse(line).at("hash");
        std::string rest = changed;
        rest.erase(rest.find("\"hash\":"), 74 + 1);
        changed.replace(changed.find(own_hash), 64, hex(sha256(rest)));
        SCOPED_TRACE(changed);
        expect_corrupt(import_failure(lines()[0] + "\n" + changed + "\n"), 2);
    }
}

}  // namespace
