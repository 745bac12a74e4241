#include "log_bench.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include <openssl/evp.h>
#include <sqlite3.h>

#include <neuroshard_version.hpp>

namespace {

using benchmark::DoNotOptimize;
using benchmark::State;
using neuroshard::Manager;

constexpr std::uint64_t announced = 1800000000;
constexpr std::uint64_t expected_time = announced + 31 * 86400;
constexpr std::uint64_t next_upgrade = 100000;
constexpr std::string_view nep_id = "NEP-001";

/// A directory of this run's, which goes with it.
class Directory {
public:
    Directory() {
        std::string name = (std::filesystem::current_path() / "nsv_bench_XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a directory for stores");
        path_ = name;
    }
    Directory(const Directory&) = delete;
    Directory& operator=(const Directory&) = delete;
    ~Directory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }

    /// The path of a file that is not there yet.
    std::string new_file() { return (path_ / std::to_string(++files_)).string(); }

private:
    std::filesystem::path path_;
    std::uint64_t files_ = 0;
};

Directory& directory() {
    static Directory directory;
    return directory;
}

// ---------------------------------------------------------------------------------------------------- managers and stores

/// A manager that knows of one upgrade; without a path, its log is in memory.
neuroshard::ManagerOptions options_with(const std::string& store) {
    std::string definition = neuroshard::Network::mainnet().to_json();
    definition.back() = ',';
    definition += R"("neps":[{"id":"NEP-001","title":"t","target_version":"1.1.0","activation_height":)" +
                  std::to_string(next_upgrade) + R"(,"announced_at":)" + std::to_string(announced) +
                  R"(,"expected_activation_time":)" + std::to_string(expected_time) + "}]}";
    return {.network = neuroshard::Network::from_json(definition),
            .supported_max = neuroshard::Version(1, 1, 0),
            .store = store,
            .unix_time = announced};
}

/// One record: the upgrade's height goes to and fro.
std::int32_t reschedule(const Manager& node, std::uint64_t count) {
    return nsv_manager_reschedule_nep(node.get(), nep_id.data(), nep_id.size(), next_upgrade + count % 2, expected_time,
                                      nullptr);
}

/// A log of so many records, as JSON Lines.
std::string export_of(std::uint64_t records) {
    constexpr std::uint64_t at_once = 5000;  // a log in memory forgets old records
    Manager node(options_with({}));
    std::string lines;
    std::uint64_t last = 0;
    while (last < records) {
        const std::uint64_t until = std::min(last + at_once, records);
        for (std::uint64_t count = node.record_count(); count < until; ++count) {
            if (reschedule(node, count) != NSV_OK) throw std::runtime_error("the upgrade cannot be rescheduled");
        }
        while (last < until) {
            const neuroshard::RecordPage page = node.export_records(last);
            lines += page.json_lines;
            last = page.last;
        }
    }
    return lines;
}

/// The path of a store of so many records, made when it is first asked for.
const std::string& store_of(std::uint64_t records) {
    static std::map<std::uint64_t, std::string> stores;
    std::string& path = stores[records];
    if (!path.empty()) return path;
    path = directory().new_file();
    if (Manager::import(options_with(path), export_of(records)).record_count() != records) {
        throw std::runtime_error("the store has other records than it was made of");
    }
    return path;
}

// ---------------------------------------------------------------------------------------------------- SQLite by hand

void expect(bool done, const char* what) {
    if (!done) throw std::runtime_error(what);
}

class Database {
public:
    explicit Database(const std::string& path) {
        constexpr int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
        expect(sqlite3_open_v2(path.c_str(), &handle_, flags, nullptr) == SQLITE_OK, "SQLite cannot open its file");
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database() { sqlite3_close_v2(handle_); }

    void run(const char* sql) {
        expect(sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK, "SQLite cannot run a statement");
    }
    sqlite3* get() const { return handle_; }

private:
    sqlite3* handle_ = nullptr;
};

class Statement {
public:
    Statement(const Database& database, const char* sql) {
        const int code = sqlite3_prepare_v3(database.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &handle_, nullptr);
        expect(code == SQLITE_OK, "SQLite cannot prepare a statement");
    }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() { sqlite3_finalize(handle_); }

    /// Whether there is a row.
    bool step() {
        const int code = sqlite3_step(handle_);
        expect(code == SQLITE_ROW || code == SQLITE_DONE, "SQLite cannot run a statement");
        return code == SQLITE_ROW;
    }
    void run() {
        step();
        sqlite3_reset(handle_);
    }
    std::string_view text(int column) {
        const auto* const text = reinterpret_cast<const char*>(sqlite3_column_text(handle_, column));
        return {text, static_cast<std::size_t>(sqlite3_column_bytes(handle_, column))};
    }
    sqlite3_stmt* get() const { return handle_; }

private:
    sqlite3_stmt* handle_ = nullptr;
};

// ---------------------------------------------------------------------------------------------------- records

void record_in_store(State& state) {
    const Manager node(options_with(directory().new_file()));
    std::uint64_t count = 1;
    for (auto _ : state) expect(reschedule(node, count++) == NSV_OK, "a record cannot be stored");
}

/// The same table and transaction, and a record that the library made.
void record_by_hand(State& state) {
    const Manager node(options_with({}));
    expect(reschedule(node, 1) == NSV_OK, "the upgrade cannot be rescheduled");
    const std::string record = node.record_json(node.record_count());

    Database database(directory().new_file());
    database.run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL");
    database.run("CREATE TABLE log (sequence INTEGER PRIMARY KEY AUTOINCREMENT, record TEXT NOT NULL) STRICT");
    Statement begin(database, "BEGIN IMMEDIATE");
    Statement last(database, "SELECT sequence, record FROM log ORDER BY sequence DESC LIMIT 1");
    Statement insert(database, "INSERT INTO log (sequence, record) VALUES (?, ?)");
    Statement commit(database, "COMMIT");
    for (auto _ : state) {
        begin.run();
        const std::int64_t sequence = last.step() ? sqlite3_column_int64(last.get(), 0) : 0;
        DoNotOptimize(sequence == 0 ? std::string_view() : last.text(1));
        sqlite3_reset(last.get());
        sqlite3_bind_int64(insert.get(), 1, sequence + 1);
        sqlite3_bind_text(insert.get(), 2, record.data(), static_cast<int>(record.size()), SQLITE_STATIC);
        insert.run();
        commit.run();
    }
}

void record_in_memory(State& state) {
    const Manager node(options_with({}));
    std::uint64_t count = 1;
    for (auto _ : state) expect(reschedule(node, count++) == NSV_OK, "a record cannot be kept");
}

// ---------------------------------------------------------------------------------------------------- long logs

constexpr std::uint64_t long_log = 100000;

/// One iteration is one record.
void verify(State& state) {
    const Manager node(options_with(store_of(long_log)));
    while (state.KeepRunningBatch(long_log)) {
        expect(nsv_manager_verify(node.get(), nullptr, nullptr, nullptr, nullptr) == 1, "the log is not sound");
    }
}

void hash_by_hand(State& state) {
    const Database database(store_of(long_log));
    Statement scan(database, "SELECT sequence, record FROM log ORDER BY sequence");
    const std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> algorithm(EVP_MD_fetch(nullptr, "SHA256", nullptr), EVP_MD_free);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    expect(algorithm && context, "there is no SHA-256");
    while (state.KeepRunningBatch(long_log)) {
        std::uint64_t rows = 0;
        for (; scan.step(); ++rows) {
            std::array<unsigned char, 32> digest{};
            const std::string_view record = scan.text(1);
            const bool hashed = EVP_DigestInit_ex2(context.get(), algorithm.get(), nullptr) == 1 &&
                                EVP_DigestUpdate(context.get(), record.data(), record.size()) == 1 &&
                                EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1;
            expect(hashed, "a record cannot be hashed");
            DoNotOptimize(sqlite3_column_int64(scan.get(), 0));
            DoNotOptimize(digest);
        }
        sqlite3_reset(scan.get());
        expect(rows == long_log, "the log has lost records");
    }
}

void open_store(State& state, std::uint64_t records) {
    const neuroshard::ManagerOptions options = options_with(store_of(records));
    std::optional<Manager> node;
    for (auto _ : state) {
        node.emplace(options);
        state.PauseTiming();
        node.reset();
        state.ResumeTiming();
    }
}

void open_in_memory(State& state) {
    const neuroshard::ManagerOptions options = options_with({});
    std::optional<Manager> node;
    for (auto _ : state) {
        node.emplace(options);
        state.PauseTiming();
        node.reset();
        state.ResumeTiming();
    }
}

// ---------------------------------------------------------------------------------------------------- blocks

void advance_a_block(State& state, bool in_store) {
    Manager node(options_with(in_store ? directory().new_file() : std::string()));
    std::uint64_t height = 0;
    for (auto _ : state) {
        height = height == next_upgrade - 2 ? 0 : height + 1;
        if (height == 0) node.rewind(0, announced);
        DoNotOptimize(nsv_manager_advance(node.get(), height, announced, nullptr));
    }
    expect(node.record_count() == 2, "a block was recorded");
}

}  // namespace

void bench::add_log_benchmarks() {
    const auto add = [](const std::string& name, auto function, auto... arguments) {
        return benchmark::RegisterBenchmark(name.c_str(), function, arguments...)->UseRealTime();
    };
    // What a disk takes varies more than anything else here.
    constexpr int disk_repetitions = 31;
    add("durable_record", record_in_store)->Repetitions(disk_repetitions);
    add("peer/by_hand/durable_record", record_by_hand)->Repetitions(disk_repetitions);
    add("record_in_memory", record_in_memory);
    add("verify", verify);
    add("peer/by_hand/verify", hash_by_hand);
    add("open/in_memory", open_in_memory);
    for (const std::uint64_t records : {std::uint64_t{10}, std::uint64_t{1000}, long_log}) {
        add("open/" + std::to_string(records) + "_records", open_store, records);
    }
    add("advance_with_store", advance_a_block, true);
    add("peer/in_memory/advance_with_store", advance_a_block, false);
}
