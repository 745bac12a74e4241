#include "log/record_reader.hpp"

#include <gtest/gtest.h>

#include "schedules.hpp"

namespace neuroshard::log {
namespace {

using core::Status;

core::SemVer semver(const char* text) { return *core::SemVer::parse(text); }

core::NetworkRef network() {
    return core::network_from_json(R"({"id":"reader","genesis":"1.0.0","features":[],"history":[],"roles":[],
                                       "notice":{"minimum_days":0,"grace_from_day":0}})")
        .value();
}

Record record(Kind kind, std::uint64_t height) {
    Record made{
        .kind = kind, .at = {height, 1800000000 + height}, .version_before = semver("1.0.0"), .version_after = semver("1.1.0")};
    if (kind == Kind::genesis) {
        made.version_before.reset();
        made.network = network();
    }
    if (kind == Kind::genesis || kind == Kind::software_changed) {
        made.supported = core::SupportedRange{core::test::version("1.0.0"), core::test::version("2.0.0-rc.1")};
    } else if (kind != Kind::rewound) {
        made.nep = core::test::nep(1 + (height % 9), "1.1.0", height,
                                   [](core::Nep::Content& content) { content.title = "\u00e4 \"T\" \\ \U0001f642"; });
        made.features_added = {"a", "b"};
    }
    made.catch_up = height % 2 == 0;
    made.reason = "\"\u00e4\"\\/";
    return made;
}

/// A chain with records of all kinds.
struct Chain {
    explicit Chain(std::size_t size) {
        while (texts.size() < size) {
            const auto kind = texts.empty() ? Kind::genesis : static_cast<Kind>(1 + (texts.size() % 7));
            texts.push_back(seal(record(kind, texts.size()), heads.emplace_back(heads.back())));
        }
    }
    std::vector<std::string> texts;
    std::vector<Head> heads{Head{}};  ///< before each record, and the last one
};

void expect_refused(RecordReader& reader, std::string_view text, const Head& previous) {
    const auto read = reader.read(text, previous);
    ASSERT_FALSE(read.has_value()) << text;
    ASSERT_EQ(read.error().status, Status::corrupt) << read.error().message;
    const std::string named = "record " + std::to_string(previous.sequence + 1) + ": ";
    ASSERT_EQ(read.error().message.substr(0, named.size()), named);
}

TEST(RecordReader, ReadsWhatWasSealed) {
    const Chain chain(20);
    RecordReader reader;
    for (std::size_t i = 0; i < chain.texts.size(); ++i) {
        const auto read = reader.read(chain.texts[i], chain.heads[i]);
        ASSERT_TRUE(read.has_value()) << read.error().message;
        EXPECT_EQ(read->head, chain.heads[i + 1]);
        EXPECT_EQ(read->head.sequence, i + 1);
        EXPECT_EQ(hash_of(chain.texts[i]), read->head.hash);
        EXPECT_EQ(read->at.height, i);
        EXPECT_EQ(read->at.time, 1800000000 + i);
    }
}

TEST(RecordReader, GivesWhatTheKindHas) {
    RecordReader reader;
    Head head;
    const std::string genesis = seal(record(Kind::genesis, 0), head);
    const auto first = reader.read(genesis, {});
    EXPECT_EQ(first->kind, Kind::genesis);
    EXPECT_EQ(first->supported, R"({"max":"2.0.0-rc.1","min":"1.0.0"})");
    EXPECT_EQ(first->network, R"({"features":[],"genesis":"1.0.0","history":[],"id":"reader",)"
                              R"("notice":{"grace_from_day":0,"minimum_days":0},"roles":[]})");
    EXPECT_EQ(first->nep_id, "");
    EXPECT_EQ(first->nep, "");

    const Head after_genesis = head;
    const Record cancelled = record(Kind::nep_cancelled, 3);
    const std::string text = seal(cancelled, head);
    const auto second = reader.read(text, after_genesis);
    EXPECT_EQ(second->kind, Kind::nep_cancelled);
    EXPECT_EQ(second->nep_id, "NEP-004");
    EXPECT_EQ(second->effect_hash, core::hex(cancelled.nep->effect_hash));
    EXPECT_EQ(second->reason, "\"\\\"\u00e4\\\"\\\\/\"");
    EXPECT_EQ(second->nep.substr(0, 38), R"({"activation_height":3,"adds":[],"anno)");
    EXPECT_EQ(second->supported, "");
    EXPECT_EQ(second->network, "");
}

/// S23: whatever bit of a log is changed, the record is the one that is named.
TEST(RecordReader, RefusesEveryChangedBit) {
    Chain chain(200);
    RecordReader reader;
    for (std::size_t i = 0; i < chain.texts.size(); ++i) {
        std::string& text = chain.texts[i];
        for (char& byte : text) {
            const char right = byte;
            for (unsigned bit = 0; bit < 8; ++bit) {
                byte = static_cast<char>(static_cast<unsigned char>(right) ^ (1U << bit));
                ASSERT_NO_FATAL_FAILURE(expect_refused(reader, text, chain.heads[i]));
            }
            byte = right;
        }
        ASSERT_TRUE(reader.read(text, chain.heads[i]).has_value());
    }
}

TEST(RecordReader, RefusesEveryOtherByte) {
    Chain chain(3);
    RecordReader reader;
    for (std::size_t i = 0; i < chain.texts.size(); ++i) {
        for (char& byte : chain.texts[i]) {
            const char right = byte;
            for (unsigned change = 1; change < 256; ++change) {
                byte = static_cast<char>(static_cast<unsigned char>(right) ^ change);
                ASSERT_NO_FATAL_FAILURE(expect_refused(reader, chain.texts[i], chain.heads[i]));
            }
            byte = right;
        }
    }
}

TEST(RecordReader, RefusesEveryByteDroppedDoubledOrSwapped) {
    const Chain chain(9);
    RecordReader reader;
    for (std::size_t i = 0; i < chain.texts.size(); ++i) {
        const std::string& text = chain.texts[i];
        for (std::size_t at = 0; at < text.size(); ++at) {
            std::string changed = text;
            ASSERT_NO_FATAL_FAILURE(expect_refused(reader, changed.erase(at, 1), chain.heads[i]));
            changed = text;
            ASSERT_NO_FATAL_FAILURE(expect_refused(reader, changed.insert(at, 1, text[at]), chain.heads[i]));
            ASSERT_NO_FATAL_FAILURE(expect_refused(reader, text.substr(0, at), chain.heads[i]));
            changed = text;
            if (at == 0 || text[at] == text[at - 1]) continue;
            std::swap(changed[at], changed[at - 1]);
            ASSERT_NO_FATAL_FAILURE(expect_refused(reader, changed, chain.heads[i]));
        }
        ASSERT_NO_FATAL_FAILURE(expect_refused(reader, text + "\n", chain.heads[i]));
        ASSERT_NO_FATAL_FAILURE(expect_refused(reader, text + text, chain.heads[i]));
    }
}

/// A record fits in one place only.
TEST(RecordReader, RefusesEveryRecordOutOfItsPlace) {
    const Chain chain(12);
    RecordReader reader;
    for (std::size_t i = 0; i < chain.texts.size(); ++i) {
        for (std::size_t place = 0; place < chain.texts.size(); ++place) {
            if (i != place) expect_refused(reader, chain.texts[i], chain.heads[place]);
        }
        Head other = chain.heads[i];
        other.hash[31] ^= 1;
        expect_refused(reader, chain.texts[i], other);
        other = chain.heads[i];
        other.sequence += 1;
        expect_refused(reader, chain.texts[i], other);
    }
}

TEST(RecordReader, BoundsLength) {
    RecordReader reader;
    for (const char filler : {' ', '[', 'x', '\0'}) {
        const auto longest = reader.read(std::string(max_record, filler), {});
        EXPECT_EQ(longest.error().status, Status::corrupt);
        const auto longer = reader.read(std::string(max_record + 1, filler), {});
        EXPECT_EQ(longer.error().status, Status::limit);
        EXPECT_EQ(longer.error().message.substr(0, 10), "record 1: ");
    }
    expect_refused(reader, R"({"a":)" + std::string(100000, '[') + std::string(100000, ']') + "}", {});
    EXPECT_TRUE(reader.read(Chain(1).texts[0], {}).has_value());
}

TEST(RecordReader, HashOfWhatHasNoneIsZero) {
    for (const char* const text : {"", "{}", R"({"hash":"12"})", R"({"effect_hash":"aa"})"}) {
        EXPECT_EQ(hash_of(text), core::Digest{}) << text;
    }
}

}  // namespace
}  // namespace neuroshard::log
