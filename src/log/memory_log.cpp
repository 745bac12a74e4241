#include "log/memory_log.hpp"

#include <algorithm>

namespace neuroshard::log {

core::Result<bool> MemoryLog::append(const Head& /*head*/, std::span<const std::string> records) {
    const std::lock_guard lock(mutex_);
    const std::size_t before = records_.size();
    try {
        records_.insert(records_.end(), records.begin(), records.end());
    } catch (...) {
        records_.resize(before);
        throw;
    }
    kept_ = std::max(kept_, records.size());
    for (; records_.size() > kept_; records_.pop_front()) {
        origin_ = {origin_.sequence + 1, hash_of(records_.front())};
    }
    return true;
}

core::Result<void> MemoryLog::read(std::uint64_t after, const Visitor& visit) const {
    const std::lock_guard lock(mutex_);
    const std::uint64_t forgotten = origin_.sequence;
    for (std::uint64_t i = after > forgotten ? after - forgotten : 0; i < records_.size(); ++i) {
        if (!visit(forgotten + i + 1, records_[static_cast<std::size_t>(i)])) break;
    }
    return {};
}

Head MemoryLog::origin() const {
    const std::lock_guard lock(mutex_);
    return origin_;
}

}  // namespace neuroshard::log
