// The upgrade digest of S16 and the effect hash of S7, computed a second time with OpenSSL alone.
#ifndef NSV_TESTS_CPP_UPGRADE_DIGEST_HPP
#define NSV_TESTS_CPP_UPGRADE_DIGEST_HPP

#include <algorithm>
#include <cstdint>
#include <iomanip>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include <openssl/evp.h>

#include "upgrade_helpers.hpp"

namespace upgrade_test {

inline std::string sha256(std::string_view bytes) {
    std::string digest(32, '\0');
    unsigned size = 0;
    if (EVP_Digest(bytes.data(), bytes.size(), reinterpret_cast<unsigned char*>(digest.data()), &size, EVP_sha256(), nullptr) !=
        1) {
        throw std::runtime_error("EVP_Digest failed");
    }
    return digest;
}

inline std::string hex(std::string_view bytes) {
    std::ostringstream out;
    out << std::hex << std::setfill('0');
    for (const char byte : bytes) out << std::setw(2) << static_cast<unsigned>(static_cast<unsigned char>(byte));
    return out.str();
}

/// The raw effect hash. All texts here are ASCII, so nlohmann's sorted keys without blanks are RFC 8785.
inline std::string effect_hash(const Json& nep) {
    Json effect = {{"activation_height", nep.at("activation_height")},
                   {"id", nep.at("id")},
                   {"target_version", nep.at("target_version")},
                   {"backward_compatible", nep.value("backward_compatible", true)}};
    for (const char* const key : {"adds", "removes", "requires"}) {
        auto texts = nep.value(key, std::vector<std::string>{});
        std::sort(texts.begin(), texts.end());
        effect[key] = texts;
    }
    return sha256(effect.dump());
}

/// The raw digest after these breaking NEPs, in S8 order.
inline std::string chain(std::string_view network, std::string_view genesis, std::string_view joined_features,
                         const std::vector<Json>& breaking) {
    std::string start = "neuroshard-upgrade-id/1";
    for (const std::string_view part : {network, genesis, joined_features}) start.append(1, '\0').append(part);
    std::string digest = sha256(start);
    for (const Json& nep : breaking) digest = sha256(digest.append(effect_hash(nep)));
    return digest;
}

inline std::string mainnet_chain(const std::vector<Json>& breaking) {
    return chain("neuroshard-mainnet", "1.0.0",
                 "diloco,dynamic_layers,ecdsa_signatures,gossip_proofs,inference_market,ponw,robust_aggregation", breaking);
}

/// As it is advertised.
inline std::string short_hex(std::string_view digest) { return hex(digest.substr(0, 8)); }

inline std::string upgrade_digest(const Manager& manager) {
    const auto id = manager.upgrade_id();
    return hex({reinterpret_cast<const char*>(id.digest.data()), id.digest.size()});
}

}  // namespace upgrade_test

#endif  // NSV_TESTS_CPP_UPGRADE_DIGEST_HPP
