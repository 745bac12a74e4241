#include "core/node_view.hpp"

#include <gtest/gtest.h>

#include "core/participation.hpp"
#include "core/verdict.hpp"
#include "schedules.hpp"
#include "small_domain.hpp"

namespace neuroshard::core {
namespace {

constexpr std::uint64_t height = 2;  // both NEPs of a schedule are active

/// A network that began with its minimum, or came to it by a breaking NEP, and went on to its version.
ScheduleRef network_at(const std::string& version, const std::string& minimum) {
    const bool breaking = test::version(version)->semver().major() > test::version(minimum)->semver().major();
    std::vector<NepRef> neps;
    if (!breaking) neps.push_back(test::nep(2, version, 2));
    return test::schedule(test::version(breaking ? version : minimum), std::move(neps));
}

/// Calls `body` with every view that a network version, a minimum and a supported range of the domain give.
template <typename Body>
void for_each_view(Body body) {
    const std::vector<std::string> texts = {"0.9.0", "1.0.0-rc.1", "1.0.0", "1.0.1", "1.1.0", "2.0.0-rc.1", "2.0.0", "3.0.0"};
    std::vector<VersionRef> versions;
    for (const std::string& text : texts) versions.push_back(test::version(text));
    for (std::size_t network = 0; network < texts.size(); ++network) {
        for (std::size_t minimum = 0; minimum <= network; ++minimum) {
            const ScheduleRef schedule = network_at(texts[network], texts[minimum]);
            for (std::size_t min = 0; min < texts.size(); ++min) {
                for (std::size_t max = min; max < texts.size(); ++max) {
                    body(view_at(schedule, {versions[min], versions[max]}, height));
                }
            }
        }
    }
}

TEST(NodeView, SpeaksTheLowerOfNetworkAndSupportedVersion) {
    for_each_view([](const NodeView& view) {
        const SemVer& active = view.active->semver();
        EXPECT_LE(active, view.network.version->semver());
        EXPECT_LE(active, view.supported.max->semver());
        // The network's, or, where that is too new, that before the upgrade; software older than genesis speaks its own.
        EXPECT_TRUE(active == view.network.version->semver() || active == view.network.minimum->semver() ||
                    (active == view.supported.max->semver() && active < view.network.minimum->semver()));
    });
}

TEST(NodeView, TakesPartExactlyFromMinimumToNetworkVersion) {
    for_each_view([](const NodeView& view) {
        const bool new_enough = view.supported.max->semver() >= view.network.minimum->semver();
        const bool old_enough = view.supported.min->semver() <= view.network.version->semver();
        EXPECT_EQ(view.takes_part(), new_enough && old_enough);
        EXPECT_EQ(status_advice(view).empty(), view.status == NodeStatus::compatible);
    });
}

/// A node that takes no part may act in no role, not even in one that requires nothing, and talks to nobody.
TEST(NodeView, OutsideMeansOutside) {
    const Role free_for_all{"observer", {}};
    for_each_view([&](const NodeView& view) {
        EXPECT_EQ(can_participate(view, free_for_all), view.takes_part());
        if (view.takes_part()) return;
        for (const SemVer& peer : test::small_domain())
            EXPECT_EQ(judge(view, height, {.version = &peer}).level, Compatibility::incompatible);
    });
}

bool same_network(const NodeView& a, const NodeView& b) {
    return a.network.version->semver() == b.network.version->semver() &&
           a.network.minimum->semver() == b.network.minimum->semver();
}

/// Two nodes that take part in one network agree on whether they talk, unless one is older than the other supports: a
/// plain version does not tell the older side so.
TEST(Verdict, BothSidesAgreeOnTalking) {
    for_each_view([](const NodeView& local) {
        for_each_view([&](const NodeView& peer) {
            if (!same_network(local, peer) || !local.takes_part() || !peer.takes_part()) return;
            const SemVer& ours = local.active->semver();
            const SemVer& theirs = peer.active->semver();
            if (ours < peer.supported.min->semver() || theirs < local.supported.min->semver()) return;
            EXPECT_EQ(judge(local, height, {.version = &theirs}).level, judge(peer, height, {.version = &ours}).level)
                << ours.text() << " and " << theirs.text();
        });
    });
}

TEST(Verdict, EveryRefusalSaysWhy) {
    for_each_view([](const NodeView& view) {
        for (const SemVer& peer : test::small_domain()) {
            const Verdict verdict = judge(view, height, {.version = &peer});
            const std::string message = verdict_message(view, peer, verdict);
            if (verdict.level == Compatibility::incompatible) {
                EXPECT_EQ(message.find("Incompatible versions: you have "), 0U) << message;
                EXPECT_TRUE(verdict.upgrade != Side::none || verdict.reason == Reason::local_too_new);
            }
            EXPECT_TRUE(is_reason(static_cast<std::int32_t>(verdict.reason)));
            EXPECT_EQ(verdict.cut_height, 0U);
        }
    });
}

}  // namespace
}  // namespace neuroshard::core
