#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"
#include "core/feature_set.hpp"
#include "core/json_object_builder.hpp"
#include "core/json_object_reader.hpp"
#include "core/ledger.hpp"
#include "core/nep_id.hpp"
#include "core/notice_policy.hpp"
#include "core/ref_counted.hpp"
#include "core/semver.hpp"
#include "core/sha256.hpp"

namespace neuroshard::core {

/// A NeuroShard Enhancement Proposal (S7). Immutable: it is only ever held as a `NepRef`.
struct Nep final : RefCounted<Nep> {
    struct Content {
        NepId id;
        std::string title;
        SemVer target;
        FeatureSet adds{};
        FeatureSet removes{};
        std::vector<NepId> prerequisites{};  ///< `requires` in JSON; ascending
        std::optional<SemVer> min_version = std::nullopt;
        bool backward_compatible = true;
        bool emergency = false;
        std::uint64_t announced_at = 0;
        std::uint64_t activation_height = 0;
        std::uint64_t expected_activation_time = 0;
        std::uint64_t grace_days = 0;
        std::vector<std::string> migration_steps{};
    };

    static Ref<Nep> make(Content content) { return Ref<Nep>::adopt(new Nep(std::move(content))); }

    const Content content;
    const Digest effect_hash;  ///< of what nodes must agree on

private:
    explicit Nep(Content all);
};

using NepRef = Ref<Nep>;

inline constexpr std::size_t max_nep_json = 64UL * 1024;

/// Whether a feature name is reserved for advertisements that keep peers used to unknown names (S15).
inline bool is_grease(std::string_view feature) noexcept { return feature.starts_with("grease_"); }

/// Reads this project's NEP JSON, or the `to_dict` JSON of the Python reference. Unknown keys are ignored; the network's policy
/// supplies the times that are absent.
Result<NepRef> nep_from_json(std::string_view text, const NoticePolicy& notice);

/// Likewise from an object that is part of a larger document; what is wrong is blamed on the reader.
NepRef read_nep(JsonObjectReader& object, const NoticePolicy& notice);

/// Blames a NEP that could not be read again once it is written with all its keys and what a manager says of it.
void check_written_size(JsonObjectReader& object, const Nep& nep);

/// All its keys, in the order of docs/nep-json.md.
JsonObjectBuilder nep_to_json(const Nep& nep);

}  // namespace neuroshard::core
