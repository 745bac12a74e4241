#include "core/readiness.hpp"

#include <algorithm>
#include <vector>

#include "core/json_object_builder.hpp"

namespace neuroshard::core {

Readiness::Readiness(NodeView view, std::uint64_t height) : view_(std::move(view)), height_(height) {
    for (const BreakingUpgrade& upgrade : view_.next_upgrades()) cuts_.emplace(upgrade.height(), 0);
}

Result<void> Readiness::add(std::string_view advertisement) {
    const auto peer = reader_.read(advertisement);
    if (!peer) {
        ++invalid_;
        return tl::unexpected<Error>(peer.error());
    }
    const Verdict verdict = judge(view_, height_, *peer);
    const bool talks = verdict.level != Compatibility::incompatible;
    const std::uint64_t cut = talks ? peer_cut_height(view_, *peer) : 0;
    // What needs memory comes first: a peer is counted everywhere or nowhere.
    std::uint64_t& with_verdict = verdicts_[{verdict.level, verdict.reason}];
    std::uint64_t& of_version = version_counter(*peer->version);
    std::uint64_t& cut_with = cut_counter(cut);
    ++peers_;
    ++with_verdict;
    ++of_version;
    if (peer->supported_max == nullptr) ++undeclared_;
    if (talks) ++can_talk_;
    if (cut != 0) ++cut_with;
    if (talks && cut == 0 && peer->supported_max != nullptr) ++ready_;
    return {};
}

std::uint64_t& Readiness::version_counter(const SemVer& version) {
    if (const auto found = versions_.find(version); found != versions_.end()) return found->second;
    return versions_.size() < max_versions ? versions_[version] : other_versions_;
}

std::uint64_t& Readiness::cut_counter(std::uint64_t height) {
    if (const auto found = cuts_.find(height); found != cuts_.end()) return found->second;
    if (height == 0 || foreign_cuts_ == max_versions) return other_cuts_;
    std::uint64_t& counter = cuts_[height];
    ++foreign_cuts_;
    return counter;
}

Json Readiness::versions_to_json() const {
    std::vector<std::pair<SemVer, std::uint64_t>> newest_first(versions_.begin(), versions_.end());
    std::sort(newest_first.begin(), newest_first.end(), [](const auto& a, const auto& b) { return b.first < a.first; });
    Json::Array versions;
    for (const auto& [version, peers] : newest_first) {
        if (peers == 0) continue;
        versions.push_back(JsonObjectBuilder().text("version", version.text()).number("peers", peers).build());
    }
    return Json{std::move(versions)};
}

Json Readiness::cuts_to_json() const {
    const auto upgrades = view_.next_upgrades();
    Json::Array cuts;
    for (const auto& [height, peers] : cuts_) {
        if (peers == 0) continue;
        const auto own =
            std::find_if(upgrades.begin(), upgrades.end(), [h = height](const auto& upgrade) { return upgrade.height() == h; });
        JsonObjectBuilder cut;
        cut.number("height", height);
        if (own != upgrades.end()) {
            cut.text("nep", own->nep->content.id.text()).text("target_version", own->target().text());
        } else {
            cut.value("nep", {nullptr}).value("target_version", {nullptr});
        }
        cuts.push_back(cut.number("peers", peers).build());
    }
    return Json{std::move(cuts)};
}

Json Readiness::verdicts_to_json() const {
    Json::Array verdicts;
    for (const auto& [kind, peers] : verdicts_) {
        if (peers == 0) continue;
        verdicts.push_back(JsonObjectBuilder()
                               .text("level", compatibility_name(static_cast<std::int32_t>(kind.first)))
                               .text("reason", reason_name(static_cast<std::int32_t>(kind.second)))
                               .number("peers", peers)
                               .build());
    }
    return Json{std::move(verdicts)};
}

std::string Readiness::to_json() const {
    return write_json(JsonObjectBuilder()
                          .text("network", view_.schedule->genesis().network)
                          .number("height", height_)
                          .number("peers", peers_)
                          .number("invalid", invalid_)
                          .number("can_talk", can_talk_)
                          .value("versions", versions_to_json())
                          .number("other_versions", other_versions_)
                          .number("ready", ready_)
                          .number("undeclared", undeclared_)
                          .value("cuts", cuts_to_json())
                          .number("other_cuts", other_cuts_)
                          .value("verdicts", verdicts_to_json())
                          .build());
}

}  // namespace neuroshard::core
