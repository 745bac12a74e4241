#pragma once

#include <memory>
#include <mutex>
#include <string>

#include "log/log.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace neuroshard::log {

/// A store: a log in a SQLite database, which survives the process and the machine (S24). Other processes may use the same
/// file; whoever appends waits a few seconds for others to finish.
class SqliteLog final : public Log {
public:
    enum class Access : std::uint8_t { read_write, read_only };

    /// Opens the store at `path`. For reading and writing it is made where there is none, for its owner alone. What is no
    /// store, or one of a later format, is left as it is.
    static core::Result<std::unique_ptr<SqliteLog>> open(const std::string& path, Access access);

    core::Result<bool> append(const Head& head, std::span<const std::string> records) override;
    core::Result<void> read(std::uint64_t after, const Visitor& visit) const override;
    core::Result<bool> has_changed() override;
    Head origin() const override { return {}; }

private:
    struct Close {
        void operator()(sqlite3* database) const noexcept;
    };
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const noexcept;
    };
    using Database = std::unique_ptr<sqlite3, Close>;
    using Statement = std::unique_ptr<sqlite3_stmt, Finalize>;
    class Transaction;

    SqliteLog(std::string path, Access access) : path_(std::move(path)), access_(access) {}

    // Those that only read connect anew where they must: what they know of the store is no state of the log.
    core::Result<void> attach() const;
    core::Result<void> connect(const std::string& name) const;
    core::Result<void> set_up() const;
    core::Result<void> use_journal() const;
    core::Result<void> create_tables() const;
    core::Result<void> look_again() const;
    core::Result<bool> is_empty() const;
    core::Result<void> check_format() const;
    core::Result<void> prepare_one(Statement& statement, const char* sql) const;
    core::Result<void> insert(std::uint64_t sequence, const std::string& record);
    core::Result<Head> stored_head() const;
    core::Result<std::int64_t> number(const char* query) const;
    core::Result<void> run(const char* sql) const;
    core::Result<void> run(const Statement& statement) const;
    core::Result<Statement> prepared(const char* sql) const;
    tl::unexpected<core::Error> failure(int code) const;

    const std::string path_;
    const Access access_;
    mutable std::mutex mutex_;
    mutable Database database_;
    mutable Statement begin_;
    mutable Statement commit_;
    mutable Statement rollback_;
    mutable Statement insert_;
    mutable Statement read_;
    mutable Statement last_;
    mutable Statement version_;
    mutable bool unchanging_ = false;         ///< taken for a file that nobody writes
    mutable std::int64_t stamp_ = 0;          ///< when it was written last, then
    mutable std::int64_t seen_version_ = -1;  ///< of the data, when `has_changed` was asked last
};

}  // namespace neuroshard::log
