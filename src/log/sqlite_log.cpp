#include "log/sqlite_log.hpp"

#include <cerrno>

#include <fmt/format.h>
#include <sqlite3.h>

#include "core/text.hpp"
#include "log/store_file.hpp"

namespace neuroshard::log {
namespace {

using core::Error;
using core::Result;
using core::Status;

constexpr std::int64_t application_id = 0x4e534c47;  // "NSLG"
constexpr std::int64_t newest_format = 1;
constexpr int wait_for_others_ms = 5000;
constexpr int pause_ms = 10;

Status status_of(int code) noexcept {
    switch (code & 0xff) {
        case SQLITE_FULL: return Status::full;
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return Status::locked;
        case SQLITE_READONLY:
        case SQLITE_PERM: return Status::read_only;
        case SQLITE_NOTADB: return Status::format;
        case SQLITE_CORRUPT:
        case SQLITE_ERROR:  // a table that is missing or has another shape
        case SQLITE_SCHEMA:
        case SQLITE_MISMATCH:
        case SQLITE_CONSTRAINT: return Status::corrupt;
        default: return Status::io;
    }
}

const char* words_for(Status status) noexcept {
    switch (status) {
        case Status::full: return "the disk is full";
        case Status::locked: return "locked by another process; try again when that has finished";
        case Status::read_only: return "it cannot be written";
        case Status::corrupt: return "it is damaged";
        case Status::format: return "it is no store";
        default: return "it cannot be read or written";
    }
}

/// For a store on a medium that cannot be written: SQLite then needs no files beside it.
std::string as_unchanging(const std::string& path) {
    const std::string name = as_file_name(path);
    std::string uri = name.starts_with('/') ? "file://" : "file:";
    for (const char c : name) {
        if (c == '%' || c == '?' || c == '#') {
            uri += fmt::format("%{:02x}", static_cast<unsigned char>(c));
        } else {
            uri += c;
        }
    }
    return uri + "?immutable=1";
}

/// Whether someone writes to a store, or has not cleared up after that.
bool has_journal(const std::string& path) { return state_of_file(path + "-wal").size > 0; }

/// A statement is ready for its next use, whatever became of this one.
class Use {
public:
    explicit Use(sqlite3_stmt* statement) noexcept : statement_(statement) {}
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    ~Use() { sqlite3_reset(statement_); }
    int step() const noexcept {
        errno = 0;  // SQLite does not always say itself what the system said
        return sqlite3_step(statement_);
    }

private:
    sqlite3_stmt* statement_;
};

std::string_view text_column(sqlite3_stmt* statement, int column) {
    const auto* const text = reinterpret_cast<const char*>(sqlite3_column_text(statement, column));
    if (text == nullptr && sqlite3_column_type(statement, column) != SQLITE_NULL) throw std::bad_alloc();
    return {text == nullptr ? "" : text, static_cast<std::size_t>(sqlite3_column_bytes(statement, column))};
}

}  // namespace

void SqliteLog::Close::operator()(sqlite3* database) const noexcept { sqlite3_close_v2(database); }
void SqliteLog::Finalize::operator()(sqlite3_stmt* statement) const noexcept { sqlite3_finalize(statement); }

/// Rolled back unless it was committed.
class SqliteLog::Transaction {
public:
    explicit Transaction(const SqliteLog& log) noexcept : log_(log) {}
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction() {
        if (sqlite3_get_autocommit(log_.database_.get()) == 0) (void)Use(log_.rollback_.get()).step();
    }
    Result<void> begin() const { return log_.run(log_.begin_); }
    Result<void> commit() const { return log_.run(log_.commit_); }

private:
    const SqliteLog& log_;
};

// ---------------------------------------------------------------------------------------------------------- Open --

Result<std::unique_ptr<SqliteLog>> SqliteLog::open(const std::string& path, Access access) {
    if (access == Access::read_write) {
        if (auto made = make_store_file(path); !made) return tl::unexpected<Error>(std::move(made.error()));
    } else if (!state_of_file(path).exists) {
        return core::fail(Status::not_found, about_store(path, "there is none"));
    }
    std::unique_ptr<SqliteLog> log(new SqliteLog(path, access));
    if (auto attached = log->attach(); !attached) return tl::unexpected<Error>(std::move(attached.error()));
    return log;
}

Result<void> SqliteLog::attach() const {
    stamp_ = state_of_file(path_).written;
    unchanging_ = false;
    auto ready = connect(as_file_name(path_)).and_then([&] { return set_up(); });
    if (ready || access_ == Access::read_write || has_journal(path_)) return ready;
    if (ready.error().status == Status::format || ready.error().status == Status::not_found) return ready;
    // Perhaps the files that SQLite keeps beside a store cannot be made. Nobody writes to it now, for there is no journal.
    unchanging_ = true;
    return connect(as_unchanging(path_)).and_then([&] { return set_up(); });
}

/// Connects anew where someone writes to the store after all, or where that has failed before.
Result<void> SqliteLog::look_again() const {
    if (read_ && (!unchanging_ || (!has_journal(path_) && state_of_file(path_).written == stamp_))) return {};
    seen_version_ = -1;
    return attach();
}

Result<void> SqliteLog::connect(const std::string& name) const {
    for (Statement* statement : {&begin_, &commit_, &rollback_, &insert_, &read_, &last_, &version_}) statement->reset();
    const int mode = access_ == Access::read_write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    sqlite3* opened = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &opened, mode | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
    database_.reset(opened);
    if (opened == nullptr) throw std::bad_alloc();
    if (code != SQLITE_OK) return failure(code);
    sqlite3_busy_timeout(opened, wait_for_others_ms);
    // A file made by someone else must not run anything, and one that is not accepted is left as it is.
    for (const int setting : {SQLITE_DBCONFIG_DEFENSIVE, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE}) {
        sqlite3_db_config(opened, setting, 1, nullptr);
    }
    for (const int setting : {SQLITE_DBCONFIG_TRUSTED_SCHEMA, SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW}) {
        sqlite3_db_config(opened, setting, 0, nullptr);
    }
    return {};
}

Result<void> SqliteLog::prepare_one(Statement& statement, const char* sql) const {
    return prepared(sql).map([&](Statement made) { statement = std::move(made); });
}

Result<void> SqliteLog::set_up() const {
    auto empty = is_empty();
    if (!empty) return tl::unexpected<Error>(std::move(empty.error()));
    if (*empty && access_ == Access::read_only) {
        return core::fail(Status::not_found, about_store(path_, "it has no records yet"));
    }
    if (!*empty) {
        if (auto known = check_format(); !known) return known;
    }
    if (access_ == Access::read_write) {
        sqlite3_db_config(database_.get(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0, nullptr);
        if (auto durable = use_journal(); !durable) return durable;
    }
    if (*empty) {
        if (auto made = create_tables().and_then([&] { return check_format(); }); !made) return made;
    }
    return prepare_one(insert_, "INSERT INTO log (sequence, record) VALUES (?, ?)")
        .and_then([&] { return prepare_one(read_, "SELECT sequence, record FROM log WHERE sequence > ? ORDER BY sequence"); })
        .and_then([&] { return prepare_one(last_, "SELECT sequence, record FROM log ORDER BY sequence DESC LIMIT 1"); })
        .and_then([&] { return prepare_one(version_, "PRAGMA data_version"); })
        .and_then([&] { return prepare_one(begin_, "BEGIN IMMEDIATE"); })
        .and_then([&] { return prepare_one(commit_, "COMMIT"); })
        .and_then([&] { return prepare_one(rollback_, "ROLLBACK"); });
}

Result<bool> SqliteLog::is_empty() const {
    const auto tables = number("SELECT count(*) FROM sqlite_schema");
    const auto id = number("PRAGMA application_id");
    if (!tables) return tl::unexpected<Error>(tables.error());
    if (!id) return tl::unexpected<Error>(id.error());
    return *tables == 0 && *id == 0;
}

Result<void> SqliteLog::check_format() const {
    const auto id = number("PRAGMA application_id");
    const auto format = number("PRAGMA user_version");
    if (!id) return tl::unexpected<Error>(id.error());
    if (!format) return tl::unexpected<Error>(format.error());
    if (*id != application_id) return core::fail(Status::format, about_store(path_, "it is another program's database"));
    if (*format >= 1 && *format <= newest_format) return {};
    return core::fail(Status::format,
                      about_store(path_, fmt::format("it has format {}, and this release of the library knows formats up to "
                                                     "{}: a newer release is needed; nothing was changed",
                                                     *format, newest_format)));
}

Result<void> SqliteLog::use_journal() const {
    // A copy may have lost the mode. Several processes may change it at once, and SQLite does not wait for that by itself.
    auto mode = run("PRAGMA journal_mode = WAL");
    for (int waited = 0; !mode && mode.error().status == Status::locked && waited < wait_for_others_ms; waited += pause_ms) {
        sqlite3_sleep(pause_ms);
        mode = run("PRAGMA journal_mode = WAL");
    }
    return mode.and_then([&] { return run("PRAGMA synchronous = FULL"); });
}

Result<void> SqliteLog::create_tables() const {
    // Where something fails, the connection is closed, and with it the transaction.
    if (auto begun = run("BEGIN IMMEDIATE"); !begun) return begun;
    auto empty = is_empty();
    if (!empty) return tl::unexpected<Error>(std::move(empty.error()));
    if (!*empty) return run("ROLLBACK");
    // AUTOINCREMENT remembers the highest sequence there ever was, and so shows that the last records are missing.
    const std::string tables = fmt::format(
        "CREATE TABLE log (sequence INTEGER PRIMARY KEY AUTOINCREMENT, record TEXT NOT NULL) STRICT;"
        "PRAGMA application_id = {}; PRAGMA user_version = {}",
        application_id, newest_format);
    if (auto made = run(tables.c_str()); !made) return made;
    return run("COMMIT");
}

// ----------------------------------------------------------------------------------------------------------- Use --

Result<bool> SqliteLog::append(const Head& head, std::span<const std::string> records) {
    const std::lock_guard lock(mutex_);
    int moved = 0;
    sqlite3_file_control(database_.get(), "main", SQLITE_FCNTL_HAS_MOVED, &moved);
    if (moved != 0) return core::fail(Status::io, about_store(path_, "the file was moved or deleted while it was in use"));
    const Transaction transaction(*this);
    if (auto begun = transaction.begin(); !begun) return tl::unexpected<Error>(std::move(begun.error()));
    const auto stored = stored_head();
    if (!stored) return tl::unexpected<Error>(stored.error());
    if (stored->sequence > head.sequence) return false;
    if (*stored != head) {
        return core::fail(
            Status::corrupt,
            about_store(path_, fmt::format("record {} was changed or removed while it was in use", head.sequence)));
    }
    std::uint64_t sequence = head.sequence;
    for (const std::string& record : records) {
        if (auto inserted = insert(++sequence, record); !inserted) return tl::unexpected<Error>(std::move(inserted.error()));
    }
    if (auto committed = transaction.commit(); !committed) return tl::unexpected<Error>(std::move(committed.error()));
    return true;
}

Result<void> SqliteLog::insert(std::uint64_t sequence, const std::string& record) {
    const Use use(insert_.get());
    sqlite3_bind_int64(insert_.get(), 1, static_cast<std::int64_t>(sequence));
    const int bound =
        sqlite3_bind_text(insert_.get(), 2, record.data(), static_cast<int>(record.size()), SQLITE_STATIC);  // <= max_record
    const int code = bound == SQLITE_OK ? use.step() : bound;
    if (code != SQLITE_DONE) return failure(code);
    return {};
}

Result<Head> SqliteLog::stored_head() const {
    const Use use(last_.get());
    const int code = use.step();
    if (code == SQLITE_DONE) return Head{};
    if (code != SQLITE_ROW) return failure(code);
    return Head{static_cast<std::uint64_t>(sqlite3_column_int64(last_.get(), 0)), hash_of(text_column(last_.get(), 1))};
}

Result<void> SqliteLog::read(std::uint64_t after, const Visitor& visit) const {
    if (after > INT64_MAX) return {};  // beyond what SQLite can number
    const std::lock_guard lock(mutex_);
    if (auto looked = look_again(); !looked) return looked;
    // Asked first, so that what is added meanwhile cannot be missed.
    const auto highest = number("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'log'");
    if (!highest) return tl::unexpected<Error>(highest.error());
    const Use use(read_.get());
    sqlite3_bind_int64(read_.get(), 1, static_cast<std::int64_t>(after));
    std::uint64_t last = after;
    int code = use.step();
    for (; code == SQLITE_ROW; code = use.step()) {
        const std::int64_t met = sqlite3_column_int64(read_.get(), 0);
        if (met <= static_cast<std::int64_t>(last)) return core::fail(Status::corrupt, "its place in the file is wrong");
        last = static_cast<std::uint64_t>(met);
        if (!visit(last, text_column(read_.get(), 1))) return {};
    }
    if (code != SQLITE_DONE) return failure(code);
    if (last >= static_cast<std::uint64_t>(*highest)) return {};
    return core::fail(Status::corrupt, fmt::format("it is missing: there were {} records", *highest));
}

Result<bool> SqliteLog::has_changed() {
    const std::lock_guard lock(mutex_);
    if (auto looked = look_again(); !looked) return tl::unexpected<Error>(std::move(looked.error()));
    const Use use(version_.get());
    if (const int code = use.step(); code != SQLITE_ROW) return failure(code);
    const std::int64_t version = sqlite3_column_int64(version_.get(), 0);
    return std::exchange(seen_version_, version) != version;
}

// -------------------------------------------------------------------------------------------------------- SQLite --

Result<std::int64_t> SqliteLog::number(const char* query) const {
    auto statement = prepared(query);
    if (!statement) return tl::unexpected<Error>(std::move(statement.error()));
    if (const int code = sqlite3_step(statement->get()); code != SQLITE_ROW) return failure(code);
    return sqlite3_column_int64(statement->get(), 0);
}

Result<void> SqliteLog::run(const char* sql) const {
    errno = 0;
    if (const int code = sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr); code != SQLITE_OK) return failure(code);
    return {};
}

Result<void> SqliteLog::run(const Statement& statement) const {
    const Use use(statement.get());
    if (const int code = use.step(); code != SQLITE_DONE) return failure(code);
    return {};
}

Result<SqliteLog::Statement> SqliteLog::prepared(const char* sql) const {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(database_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) return failure(code);
    return Statement(statement);
}

tl::unexpected<Error> SqliteLog::failure(int code) const {
    if (code == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM) throw std::bad_alloc();
    const int last = errno;
    const int told = sqlite3_system_errno(database_.get());
    const int number = told != 0 ? told : (code & 0xff) == SQLITE_IOERR ? last : 0;
    const bool quota = (code & 0xff) == SQLITE_IOERR && status_of_system(number) == Status::full;
    const Status status = quota ? Status::full : status_of(code);
    const bool of_system = status == Status::io && number != 0;
    // What SQLite says may have pieces of a damaged file in it.
    const std::string detail = of_system ? system_message(number) : core::quote(sqlite3_errmsg(database_.get()));
    return core::fail(status, about_store(path_, fmt::format("{} ({})", words_for(status), detail)));
}

}  // namespace neuroshard::log
