#pragma once

#include <deque>
#include <mutex>

#include "log/log.hpp"

namespace neuroshard::log {

/// Lasts as long as the process. It keeps the newest records only, so that a ledger that goes back and forth over an upgrade
/// for ever does not fill the memory; of an import, all.
class MemoryLog final : public Log {
public:
    static constexpr std::size_t max_records = 10000;

    core::Result<bool> append(const Head& head, std::span<const std::string> records) override;
    core::Result<void> read(std::uint64_t after, const Visitor& visit) const override;
    core::Result<bool> has_changed() override { return false; }
    Head origin() const override;

private:
    mutable std::mutex mutex_;
    Head origin_;
    std::size_t kept_ = max_records;
    std::deque<std::string> records_;
};

}  // namespace neuroshard::log
