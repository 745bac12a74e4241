#include "core/readiness.hpp"

#include <algorithm>
#include <vector>

#include "core/json.hpp"

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
    ++peers_;
    count_version(*peer->version);
    const Verdict verdict = judge(view_, height_, *peer);
    ++verdicts_[{verdict.level, verdict.reason}];
    if (verdict.level != Compatibility::incompatible) ++can_talk_;

    const std::uint64_t cut = peer_cut_height(view_, *peer);
    if (cut != 0) {
        count_cut(cut);
    } else if (peer->supported_max != nullptr) {
        ++ready_;
    }
    if (peer->supported_max == nullptr) ++undeclared_;
    return {};
}

void Readiness::count_version(const SemVer& version) {
    if (const auto found = versions_.find(version); found != versions_.end()) {
        ++found->second;
    } else if (versions_.size() < max_versions) {
        versions_.emplace(version, 1);
    } else {
        ++other_versions_;
    }
}

void Readiness::count_cut(std::uint64_t height) {
    if (const auto found = cuts_.find(height); found != cuts_.end()) {
        ++found->second;
    } else if (foreign_cuts_ < max_versions) {
        ++foreign_cuts_;
        cuts_.emplace(height, 1);
    } else {
        ++other_cuts_;
    }
}

std::string Readiness::to_json() const {
    std::vector<std::pair<SemVer, std::uint64_t>> newest_first(versions_.begin(), versions_.end());
    std::sort(newest_first.begin(), newest_first.end(), [](const auto& a, const auto& b) { return b.first < a.first; });
    Json::Array versions;
    for (const auto& [version, peers] : newest_first) {
        versions.push_back(Json{Json::Object{{"version", {std::string(version.text())}}, {"peers", {peers}}}});
    }
    const auto upgrades = view_.next_upgrades();
    Json::Array cuts;
    for (const auto& [height, peers] : cuts_) {
        if (peers == 0) continue;
        const auto own =
            std::find_if(upgrades.begin(), upgrades.end(), [h = height](const auto& upgrade) { return upgrade.height() == h; });
        const bool known = own != upgrades.end();
        cuts.push_back(Json{Json::Object{
            {"height", {height}},
            {"nep", known ? Json{std::string(own->nep->content.id.text())} : Json{nullptr}},
            {"target_version", known ? Json{std::string(own->target().text())} : Json{nullptr}},
            {"peers", {peers}},
        }});
    }
    Json::Array verdicts;
    for (const auto& [kind, peers] : verdicts_) {
        verdicts.push_back(
            Json{Json::Object{{"level", {std::string(compatibility_name(static_cast<std::int32_t>(kind.first)))}},
                              {"reason", {std::string(reason_name(static_cast<std::int32_t>(kind.second)))}},
                              {"peers", {peers}}}});
    }
    return write_json(Json{Json::Object{
        {"network", {view_.schedule->genesis().network}},
        {"height", {height_}},
        {"peers", {peers_}},
        {"invalid", {invalid_}},
        {"can_talk", {can_talk_}},
        {"versions", {std::move(versions)}},
        {"other_versions", {other_versions_}},
        {"ready", {ready_}},
        {"undeclared", {undeclared_}},
        {"cuts", {std::move(cuts)}},
        {"other_cuts", {other_cuts_}},
        {"verdicts", {std::move(verdicts)}},
    }});
}

}  // namespace neuroshard::core
