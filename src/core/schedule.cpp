#include "core/schedule.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <tuple>

#include <fmt/format.h>

#include "core/find_repeat.hpp"
#include "core/text.hpp"

namespace neuroshard::core {
namespace {

/// Applies NEPs one after the other, each checked against what it finds (S8, S9).
class StateBuilder {
public:
    explicit StateBuilder(const VersionRef& genesis)
        : genesis_(genesis),
          version_(&genesis->semver()),
          features_(genesis->features().names().begin(), genesis->features().names().end()) {
        for (const NepId& id : genesis->active_neps().ids()) activate(id);
        for (const std::string_view feature : features_) json_bytes_ += feature.size() + quotes_and_comma;
    }

    /// `nep` in its place, if it fits there.
    Result<ScheduledNep> check(const NepRef& nep) const {
        const Nep::Content& content = nep->content;
        ScheduledNep scheduled{.nep = nep, .raises_major = content.target.major() > version_->major()};
        scheduled.breaking = scheduled.raises_major || !content.backward_compatible;
        if (content.target < *version_) {
            return conflict(content, fmt::format("expected a target of at least {}, the version just before it, found {}",
                                                 version_->text(), content.target.text()));
        }
        if (content.min_version && *version_ < *content.min_version) {
            return conflict(content, fmt::format("it upgrades from {} or later, and the version just before it is {}",
                                                 content.min_version->text(), version_->text()));
        }
        for (const NepId& id : content.prerequisites) {
            if (!active_.contains(id))
                return conflict(content, fmt::format("it requires {}, which is not active before it", id.text()));
        }
        for (const std::string& name : content.adds.names()) {
            if (features_.contains(name))
                return conflict(content, fmt::format("it adds feature {}, which is in force before it", quote(name)));
        }
        for (const std::string& name : content.removes.names()) {
            if (!features_.contains(name))
                return conflict(content, fmt::format("it removes feature {}, which is not in force before it", quote(name)));
        }
        if (!content.removes.names().empty() && !scheduled.breaking) {
            return conflict(
                content,
                "it removes features, which only a breaking NEP may: expected backward_compatible false, or a higher MAJOR");
        }
        return scheduled;
    }

    void apply(const Nep& nep, bool breaking) {
        version_ = &nep.content.target;  // never below the version before it
        if (breaking) minimum_ = version_;
        for (const std::string& name : nep.content.adds.names()) {
            features_.insert(name);
            json_bytes_ += name.size() + quotes_and_comma;
        }
        for (const std::string& name : nep.content.removes.names()) {
            features_.erase(name);
            json_bytes_ -= name.size() + quotes_and_comma;
        }
        activate(nep.content.id);
    }

    /// Whether peers can read the advertisement of a node that speaks this version.
    Result<void> check_size(const Nep::Content& content) const {
        if (features_.size() > FeatureSet::max_features) {
            return too_large(content, fmt::format("expected at most {} features in force, found {}", FeatureSet::max_features,
                                                  features_.size()));
        }
        if (order_.size() > NepList::max_neps) {
            return too_large(content,
                             fmt::format("expected at most {} active NEPs, found {}", NepList::max_neps, order_.size()));
        }
        if (json_bytes_ > max_lists) {
            return too_large(
                content, fmt::format("expected at most {} bytes of features and NEPs in an advertisement, found {}", max_lists,
                                     json_bytes_));
        }
        return {};
    }

    VersionRef version() const {
        if (order_.size() == genesis_->active_neps().ids().size()) return genesis_;
        const std::vector<std::string_view> names(features_.begin(), features_.end());
        std::vector<std::string_view> ids;
        ids.reserve(order_.size());
        for (const NepId& id : order_) ids.push_back(id.text());
        return ProtocolVersion::make(*version_, FeatureSet::of(names).value(), NepList::of(ids).value())
            .value();  // checked before
    }

    NetworkState state() const {
        NetworkState state{version(), genesis_};
        if (minimum_ != nullptr) state.minimum = ProtocolVersion::make(*minimum_);
        return state;
    }

private:
    static constexpr std::size_t quotes_and_comma = 3;
    static constexpr std::size_t max_lists = max_advertised_version - 1024;  // the other keys of the version

    void activate(const NepId& id) {
        active_.insert(id);
        order_.push_back(id);
        json_bytes_ += id.text().size() + quotes_and_comma;
    }

    static tl::unexpected<Error> conflict(const Nep::Content& content, const std::string& what) {
        return fail(Status::conflict, fmt::format("{} at block {}: {}", content.id.text(), content.activation_height, what));
    }
    static tl::unexpected<Error> too_large(const Nep::Content& content, const std::string& what) {
        return fail(Status::limit, fmt::format("{} at block {}: {}", content.id.text(), content.activation_height, what));
    }

    VersionRef genesis_;
    const SemVer* version_;
    const SemVer* minimum_ = nullptr;
    std::set<std::string_view, std::less<>> features_;
    std::set<NepId> active_;
    std::vector<NepId> order_;
    std::size_t json_bytes_ = 0;
};

bool activates_before(const NepRef& a, const NepRef& b) noexcept {
    return std::tie(a->content.activation_height, a->content.id) < std::tie(b->content.activation_height, b->content.id);
}

Digest genesis_digest(const Schedule::Genesis& genesis) {
    std::string features;
    for (const std::string& name : genesis.version->features().names()) features += (features.empty() ? "" : ",") + name;
    constexpr std::string_view nul("\0", 1);
    return sha256({"neuroshard-upgrade-id/1", nul, genesis.network, nul, genesis.version->semver().text(), nul, features});
}

}  // namespace

Result<ScheduleRef> Schedule::make(Genesis genesis, std::vector<NepRef> neps) {
    if (const auto repeat = find_repeat(neps, [](const NepRef& nep) -> const NepId& { return nep->content.id; })) {
        return fail(Status::duplicate, fmt::format("{} is given twice", neps[repeat->first]->content.id.text()));
    }
    std::sort(neps.begin(), neps.end(), activates_before);
    return check(std::move(genesis), neps);
}

Result<ScheduleRef> Schedule::check(Genesis genesis, std::span<const NepRef> neps) {
    if (neps.size() > NepList::max_neps) return too_many("schedule", NepList::max_neps, neps.size());
    StateBuilder builder(genesis.version);
    std::vector<ScheduledNep> scheduled;
    scheduled.reserve(neps.size());
    for (const NepRef& nep : neps) {
        auto checked = builder.check(nep);
        if (!checked) return tl::unexpected<Error>(std::move(checked.error()));
        builder.apply(*nep, checked->breaking);
        if (auto sized = builder.check_size(nep->content); !sized) return tl::unexpected<Error>(std::move(sized.error()));
        scheduled.push_back(std::move(*checked));
    }
    return ScheduleRef::adopt(new Schedule(std::move(genesis), std::move(scheduled)));
}

Schedule::Schedule(Genesis genesis, std::vector<ScheduledNep> neps) : genesis_(std::move(genesis)), neps_(std::move(neps)) {
    Digest digest = genesis_digest(genesis_);
    digests_.push_back(short_digest(digest));
    for (const ScheduledNep& scheduled : neps_) {
        if (!scheduled.breaking) continue;
        digest = sha256({as_text(digest), as_text(scheduled.nep->effect_hash)});
        upgrades_.push_back({scheduled.nep, digest});
        digests_.push_back(short_digest(digest));
    }
}

std::vector<NepRef> Schedule::neps_except(const NepId& id) const {
    std::vector<NepRef> others;
    others.reserve(neps_.size() + 1);
    for (const ScheduledNep& scheduled : neps_) {
        if (scheduled.nep->content.id != id) others.push_back(scheduled.nep);
    }
    return others;
}

Result<ScheduleRef> Schedule::with(const NepRef& nep) const {
    std::vector<NepRef> neps = neps_except(nep->content.id);
    neps.insert(std::upper_bound(neps.begin(), neps.end(), nep, activates_before), nep);
    return check(genesis_, neps);
}

Result<ScheduleRef> Schedule::without(const NepId& id) const { return check(genesis_, neps_except(id)); }

const ScheduledNep* Schedule::find(const NepId& id) const noexcept {
    const auto found = std::find_if(neps_.begin(), neps_.end(), [&](const ScheduledNep& s) { return s.nep->content.id == id; });
    return found == neps_.end() ? nullptr : &*found;
}

const SemVer& Schedule::version_before(const ScheduledNep& nep) const noexcept {
    const std::ptrdiff_t index = &nep - neps_.data();
    return index == 0 ? genesis_.version->semver() : (&nep - 1)->nep->content.target;  // each target is the version after it
}

std::size_t Schedule::active_count(std::uint64_t height) const noexcept {
    const auto first =
        std::partition_point(neps_.begin(), neps_.end(), [&](const ScheduledNep& s) { return s.height() <= height; });
    return static_cast<std::size_t>(first - neps_.begin());
}

NetworkState Schedule::state_at(std::uint64_t height) const {
    StateBuilder builder(genesis_.version);
    for (std::size_t i = 0; i < active_count(height); ++i) builder.apply(*neps_[i].nep, neps_[i].breaking);
    return builder.state();
}

VersionRef Schedule::version_at(std::uint64_t height, const SemVer& newest) const {
    StateBuilder builder(genesis_.version);
    // Targets never descend, so the supported NEPs are the first ones.
    for (std::size_t i = 0; i < active_count(height) && neps_[i].nep->content.target <= newest; ++i) {
        builder.apply(*neps_[i].nep, neps_[i].breaking);
    }
    return builder.version();
}

}  // namespace neuroshard::core
