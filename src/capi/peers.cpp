// What a manager and its peers tell each other, and what follows.
#include <algorithm>
#include <memory>

#include <fmt/format.h>

#include "capi/guard.hpp"
#include "capi/handles.hpp"
#include "capi/sized.hpp"
#include "core/advertisement.hpp"
#include "core/negotiation.hpp"
#include "core/verdict.hpp"

using namespace neuroshard;
using namespace neuroshard::capi;
using core::Reason;
using core::Result;
using core::Status;
using node::Manager;

static_assert(static_cast<int>(Reason::different_network) == NSV_REASON_DIFFERENT_NETWORK);
static_assert(static_cast<int>(Reason::local_halted) == NSV_REASON_LOCAL_HALTED);
static_assert(static_cast<int>(Reason::peer_halted) == NSV_REASON_PEER_HALTED);
static_assert(static_cast<int>(Reason::peer_unsupported) == NSV_REASON_PEER_UNSUPPORTED);
static_assert(static_cast<int>(Reason::no_common_version) == NSV_REASON_NO_COMMON_VERSION);
static_assert(static_cast<int>(Reason::local_too_new) == NSV_REASON_LOCAL_TOO_NEW);
static_assert(static_cast<int>(Reason::peer_too_new) == NSV_REASON_PEER_TOO_NEW);
static_assert(static_cast<int>(Reason::local_stale) == NSV_REASON_LOCAL_STALE);
static_assert(static_cast<int>(Reason::peer_stale) == NSV_REASON_PEER_STALE);
static_assert(static_cast<int>(Reason::peer_syncing) == NSV_REASON_PEER_SYNCING);
static_assert(static_cast<int>(Reason::local_syncing) == NSV_REASON_LOCAL_SYNCING);
static_assert(static_cast<int>(Reason::local_unsupported) == NSV_REASON_LOCAL_UNSUPPORTED);
static_assert(static_cast<int>(Reason::diverged) == NSV_REASON_DIVERGED);
static_assert(static_cast<int>(Reason::peer_below_minimum) == NSV_REASON_PEER_BELOW_MINIMUM);
static_assert(static_cast<int>(Reason::peer_ready) == NSV_REASON_PEER_READY);
static_assert(static_cast<int>(Reason::versions) == NSV_REASON_VERSIONS);
static_assert(core::max_advertisement == NSV_MAX_ADVERTISEMENT);

namespace {

Result<core::Verdict> read(const nsv_verdict& verdict) {
    if (auto known = check_known(verdict, "verdict"); !known) return tl::unexpected<core::Error>(std::move(known.error()));
    const bool possible = verdict.level >= NSV_IDENTICAL && verdict.level <= NSV_INCOMPATIBLE &&
                          core::is_reason(verdict.reason) && verdict.upgrade >= NSV_SIDE_NONE &&
                          verdict.upgrade <= NSV_SIDE_PEER;
    if (!possible) {
        return core::fail(Status::argument,
                          fmt::format("verdict has level {}, reason {}, upgrade {}: expected one that a check wrote",
                                      verdict.level, verdict.reason, verdict.upgrade));
    }
    return core::Verdict{.level = static_cast<core::Compatibility>(verdict.level),
                         .reason = static_cast<Reason>(verdict.reason),
                         .upgrade = static_cast<core::Side>(verdict.upgrade),
                         .cut_height = verdict.cut_height};
}

void write(const core::Verdict& found, nsv_verdict& verdict) noexcept {
    verdict.level = static_cast<int32_t>(found.level);
    verdict.reason = static_cast<int32_t>(found.reason);
    verdict.upgrade = static_cast<int32_t>(found.upgrade);
    verdict.cut_height = found.cut_height;
    std::ranges::fill(unknown_tail(verdict), static_cast<unsigned char>(0));
}

}  // namespace

int32_t nsv_manager_check_peer(const nsv_manager* manager, const char* advertisement, size_t size, nsv_verdict* verdict,
                               nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        auto given = require({{manager, "manager"}, {advertisement, "advertisement"}, {verdict, "verdict"}});
        if (!given) return given;
        if (auto sized = check_size(*verdict, "verdict"); !sized) return sized;
        const Manager::Reading snapshot = value(manager)->read();
        const auto peer = snapshot.advertisements().read({advertisement, size});
        if (!peer) return tl::unexpected<core::Error>(peer.error());
        write(core::judge(snapshot->view, snapshot->now().height, *peer), *verdict);
        return {};
    });
}

int32_t nsv_manager_check_peer_compatibility(const nsv_manager* manager, const nsv_version* peer, nsv_verdict* verdict,
                                             nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}, {peer, "peer"}, {verdict, "verdict"}}); !given) return given;
        if (auto sized = check_size(*verdict, "verdict"); !sized) return sized;
        const Manager::Reading snapshot = value(manager)->read();
        write(core::judge(snapshot->view, snapshot->now().height, {.version = &capi::value(peer)->semver()}), *verdict);
        return {};
    });
}

int32_t nsv_verdict_message(const nsv_manager* manager, const nsv_version* peer, const nsv_verdict* verdict, char** out,
                            nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        auto given = require({{manager, "manager"}, {peer, "peer"}, {verdict, "verdict"}, {out, "out"}});
        if (!given) return given;
        return read(*verdict).map([&](const core::Verdict& known) {
            *out = owned(core::verdict_message(value(manager)->read()->view, capi::value(peer)->semver(), known));
        });
    });
}

int32_t nsv_manager_negotiate(const nsv_manager* manager, const char* advertisement, size_t size, nsv_version** out,
                              nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}, {advertisement, "advertisement"}, {out, "out"}}); !given) return given;
        const Manager::Reading snapshot = value(manager)->read();
        const core::AdvertisementReader& reader = snapshot.advertisements();
        const auto peer = snapshot.advertisements().read({advertisement, size});
        if (!peer) return tl::unexpected<core::Error>(peer.error());
        return core::negotiate(snapshot->view, snapshot->now().height, reader, *peer).map([&](core::VersionRef version) {
            *out = give(std::move(version));
        });
    });
}

int32_t nsv_manager_advertisement(const nsv_manager* manager, char** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}, {out, "out"}}); !given) return given;
        const Manager::Reading snapshot = value(manager)->read();
        *out = owned(core::advertisement_of(snapshot->view, snapshot->now().height, value(manager)->grease()));
        return {};
    });
}

int32_t nsv_manager_upgrade_id(const nsv_manager* manager, uint8_t digest[8], uint64_t* next) noexcept {
    if (manager == nullptr || digest == nullptr || next == nullptr) return NSV_ERROR_ARGUMENT;
    const Manager::Reading snapshot = value(manager)->read();
    for (unsigned i = 0; i < 8; ++i) digest[i] = static_cast<uint8_t>(snapshot->view.digest() >> (56U - 8U * i));
    *next = snapshot->view.next_height();
    return NSV_OK;
}

int32_t nsv_transcript_digest(const char* a, size_t a_size, const char* b, size_t b_size, uint8_t digest[32],
                              nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{a, "a"}, {b, "b"}, {digest, "digest"}}); !given) return given;
        return core::transcript_digest({a, a_size}, {b, b_size}).map([&](const core::Digest& made) {
            std::ranges::copy(made, digest);
        });
    });
}

int32_t nsv_readiness_new(const nsv_manager* manager, nsv_readiness** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{manager, "manager"}, {out, "out"}}); !given) return given;
        const Manager::Reading snapshot = value(manager)->read();
        *out = reinterpret_cast<nsv_readiness*>(
            std::make_unique<core::Readiness>(snapshot->view, snapshot->now().height).release());
        return {};
    });
}

void nsv_readiness_free(nsv_readiness* readiness) noexcept { delete value(readiness); }

int32_t nsv_readiness_add(nsv_readiness* readiness, const char* advertisement, size_t size, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{readiness, "readiness"}, {advertisement, "advertisement"}}); !given) return given;
        return value(readiness)->add({advertisement, size});
    });
}

int32_t nsv_readiness_to_json(const nsv_readiness* readiness, char** out, nsv_error* error) noexcept {
    return guarded(error, [&]() -> Result<void> {
        if (auto given = require({{readiness, "readiness"}, {out, "out"}}); !given) return given;
        *out = owned(value(readiness)->to_json());
        return {};
    });
}

const char* nsv_reason_name(int32_t reason) noexcept { return core::reason_name(reason); }
