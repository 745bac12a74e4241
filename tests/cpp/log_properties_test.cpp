// What holds for every log (S21, S22), whatever happened to the node: on random lives of a node.
#include <functional>
#include <memory>

#include "log_helpers.hpp"
#include "random_ledger.hpp"

namespace {

using namespace log_test;

constexpr int rounds = 12;
constexpr int steps = 40;

/// One random thing that may happen to a node, the same for several of them.
struct Step {
    std::string what;
    std::function<void(Manager&)> take;
};

Step random_step(Random& random, const Manager& manager, const Ledger& ledger) {
    const std::uint64_t now = manager.height();
    const std::uint64_t last = ledger.last_height() + 10;
    const std::string json = random.pick(ledger.entries).json.dump();
    const std::string id = random.pick(ledger.entries).json.at("id");
    const std::uint64_t time = announced + random.up_to(1000);
    switch (random.up_to(7)) {
        case 0:
        case 1: {
            const std::uint64_t to = now + random.up_to(last / 5);
            return {"advance to " + std::to_string(to), [=](Manager& node) { node.advance(to, time); }};
        }
        case 2: {
            const std::uint64_t to = now - random.up_to(std::min(now, last / 3));
            return {"rewind to " + std::to_string(to), [=](Manager& node) { node.rewind(to, time); }};
        }
        case 3: return {"cancel " + id, [=](Manager& node) { node.cancel_nep(id, "\u00e4 \"why\" \\"); }};
        case 4: {
            const std::uint64_t to = now + random.up_to(last);
            return {"reschedule " + id + " to " + std::to_string(to),
                    [=](Manager& node) { node.reschedule_nep(id, to, node.time() + (30 * day)); }};
        }
        case 5: return {"schedule " + json, [=](Manager& node) { node.schedule_nep(json); }};
        default: return {"catch up with " + json, [=](Manager& node) { node.catch_up_nep(json); }};
    }
}

Triple random_support(Random& random, const Ledger& ledger) {
    return random.percent(40) ? Triple{99, 0, 0} : random.pick(ledger.versions());
}

ManagerOptions random_options(Random& random, const Ledger& ledger) {
    return {.supported_min = Version(0, 0, 0),
            .supported_max = Version::parse(text(random_support(random, ledger))),
            .unix_time = announced};
}

/// The log never runs ahead of the ledger, or a node that starts anew could not report its height.
void expect_no_record_ahead(const Manager& manager) {
    const Json last = Json::parse(manager.record_json(manager.record_count()));
    EXPECT_LE(last.at("height"), manager.height());
}

/// S21: the state is a fold of the log. A node that starts anew and is told the height again is where the old one was.
void expect_fold(const Manager& manager, const ManagerOptions& how) {
    Manager again = Manager::import(how, exported(manager));
    EXPECT_LE(again.height(), manager.height());
    again.advance(manager.height(), manager.time());
    EXPECT_EQ(everything(again), everything(manager));
    EXPECT_EQ(exported(again), exported(manager));
}

/// S22: records come after any of them, as they come one by one.
void expect_pages(Random& random, const Manager& manager) {
    const Lines lines = lines_of(exported(manager));
    const std::uint64_t after = random.up_to(lines.size());
    const auto page = manager.export_records(after);
    EXPECT_EQ(page.last, lines.size());
    EXPECT_EQ(page.json_lines, joined(Lines(lines.begin() + static_cast<std::ptrdiff_t>(after), lines.end())));
}

/// The same node twice, with its log in memory and in a store.
class Twins {
public:
    explicit Twins(const ManagerOptions& how)
        : how_(how), memory_(std::make_unique<Manager>(how)), stored_(std::make_unique<Manager>(in_store())) {}

    Manager& memory() { return *memory_; }
    Manager& stored() { return *stored_; }

    /// Both start anew, perhaps with other software, and hear of the height.
    void restart(const ManagerOptions& how) {
        how_ = how;
        const std::uint64_t height = memory_->height();
        const std::uint64_t time = memory_->time();
        stored_.reset();
        stored_ = std::make_unique<Manager>(in_store());
        memory_ = std::make_unique<Manager>(Manager::import(how_, exported(*memory_)));
        memory_->advance(height, time);
        stored_->advance(height, time);
    }

    void expect_same() const {
        EXPECT_EQ(exported(*stored_), exported(*memory_));
        EXPECT_EQ(head(*stored_), head(*memory_));
        EXPECT_EQ(everything(*stored_), everything(*memory_));
        EXPECT_TRUE(memory_->verify(stored_->head()).sound);
        EXPECT_TRUE(stored_->verify(memory_->head()).sound);
    }

private:
    ManagerOptions in_store() const {
        ManagerOptions how = how_;
        how.store = folder_.file("log");
        return how;
    }

    Folder folder_;
    ManagerOptions how_;
    std::unique_ptr<Manager> memory_;
    std::unique_ptr<Manager> stored_;
};

TEST(LogProperties, InMemoryAndInAStoreTheLogIsTheSame) {
    Random random;
    for (int round = 0; round < rounds; ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        const Ledger ledger = random_ledger(random, 2 + random.up_to(8), random.percent(50));
        ManagerOptions how = random_options(random, ledger);
        Twins twins(how);
        for (int i = 0; i < steps && !testing::Test::HasFailure(); ++i) {
            const Step step = random_step(random, twins.memory(), ledger);
            SCOPED_TRACE(step.what);
            const std::string failed = failure([&] { step.take(twins.memory()); });
            EXPECT_EQ(failure([&] { step.take(twins.stored()); }), failed);
            twins.expect_same();
            expect_no_record_ahead(twins.memory());
            if (!random.percent(10)) continue;
            if (random.percent(50)) how = random_options(random, ledger);
            twins.restart(how);
            twins.expect_same();
        }
        expect_fold(twins.memory(), how);
        expect_pages(random, twins.memory());
    }
}

/// A node that starts anew at any moment records the same as one that goes on: nothing of a state is outside its log, but for
/// heights that no record tells of.
TEST(LogProperties, StartingAnewLeavesNoTrace) {
    Random random;
    for (int round = 0; round < rounds; ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        const Ledger ledger = random_ledger(random, 2 + random.up_to(8), random.percent(50));
        const ManagerOptions how = random_options(random, ledger);
        Manager steady(how);
        Manager restless(how);
        for (int i = 0; i < steps; ++i) {
            const Step step = random_step(random, steady, ledger);
            SCOPED_TRACE(step.what);
            const std::string failed = failure([&] { step.take(steady); });
            ASSERT_EQ(failure([&] { step.take(restless); }), failed);
            restless = Manager::import(how, exported(restless));
            restless.advance(steady.height(), steady.time());
            ASSERT_EQ(exported(restless), exported(steady));
            ASSERT_EQ(everything(restless), everything(steady));
        }
    }
}

}  // namespace
