#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>

#include "core/error.hpp"
#include "log/record.hpp"

namespace neuroshard::log {

/// Where records are kept, as texts; what is in them is of no matter here. Every function may be called from any thread.
class Log {
public:
    /// Takes one record and says whether to go on.
    using Visitor = std::function<bool(std::uint64_t sequence, std::string_view record)>;

    Log() = default;
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;
    virtual ~Log() = default;

    /// Adds records behind `head`, all or none; they are durable on return. False, and nothing added, where `head` is no longer
    /// the last record, because another process has added some.
    virtual core::Result<bool> append(const Head& head, std::span<const std::string> records) = 0;

    /// The records after one, in their order. The visitor must not use the log.
    virtual core::Result<void> read(std::uint64_t after, const Visitor& visit) const = 0;

    /// Whether another process may have added records since the last call. Takes a microsecond or two.
    virtual core::Result<bool> has_changed() = 0;

    /// What the first record that is kept follows: nothing, unless the log forgets.
    virtual Head origin() const = 0;
};

}  // namespace neuroshard::log
