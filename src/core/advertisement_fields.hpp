#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "core/error.hpp"
#include "core/semver.hpp"
#include "core/verdict.hpp"

namespace neuroshard::core {

/// The keys of an advertisement, each of which may stand in it once. The first five say something even as null: that is wrong.
enum class AdvertisementKey : std::uint8_t {
    major,
    minor,
    patch,
    features,
    active_neps,
    prerelease,
    build,
    network,
    supported,
    height,
    upgrade_id,
    halted,
    none
};

/// Whether a member of this name means something in an advertisement.
bool is_advertisement_key(std::string_view name) noexcept;

/// What one JSON object says of a peer. Its texts are borrowed from the parser's document.
class AdvertisementFields {
public:
    AdvertisementFields() = default;
    AdvertisementFields(const AdvertisementFields&) = delete;
    AdvertisementFields& operator=(const AdvertisementFields&) = delete;
    ~AdvertisementFields() = default;

    /// Forgets what was read before and reads the members of an object. `error` says whether that went well.
    void read(const simdjson::dom::element& document);
    /// Composes the version, for which the three numbers are needed.
    void finish();

    /// The first thing wrong; nothing was read after it.
    const std::optional<Error>& error() const noexcept { return error_; }
    /// Whether any of these keys was there.
    bool has_any(std::initializer_list<AdvertisementKey> keys) const noexcept;
    bool has_only(std::initializer_list<AdvertisementKey> keys) const noexcept;

    const Peer& peer() const noexcept { return peer_; }
    const std::vector<std::string_view>& features() const noexcept { return features_; }
    const std::vector<std::uint64_t>& active_neps() const noexcept { return active_neps_; }

private:
    using Key = AdvertisementKey;
    using Element = simdjson::dom::element;

    void read_member(std::string_view name, const Element& value);
    void read_number(std::string_view path, const Element& value, std::uint64_t max, std::uint64_t& out);
    void read_text(std::string_view path, const Element& value, std::string_view& out);
    void read_halted(const Element& value);
    void read_features(const Element& value);
    void read_neps(const Element& value);
    bool read_pair(std::string_view path, const Element& value, const std::array<std::string_view, 2>& keys,
                   std::array<Element, 2>& out);
    void read_supported(const Element& value);
    void read_version(std::string_view path, const Element& value, SemVer& storage, const SemVer*& out);
    void read_upgrade_id(const Element& value);
    void read_digest(const Element& value, std::uint64_t& out);

    void wrong_type(std::string_view path, std::string_view expected, const Element& found);
    void blame(Status status, std::string_view path, std::string_view message);
    void blame(Error error);

    Peer peer_;
    std::vector<std::string_view> features_;
    std::vector<std::uint64_t> active_neps_;
    std::array<std::uint64_t, 3> triple_{};
    std::string_view prerelease_;
    std::string_view build_;
    SemVer version_{0, 0, 0};
    SemVer supported_min_{0, 0, 0};
    SemVer supported_max_{0, 0, 0};
    unsigned seen_ = 0;  ///< a bit for each key
    std::optional<Error> error_;
};

}  // namespace neuroshard::core
