#include "log/canonical_text.hpp"

#include <cstdlib>
#include <iostream>
#include <random>

#include <gtest/gtest.h>

#include "core/json.hpp"

namespace neuroshard::log {
namespace {

/// Whether a text is a canonical object; what is no JSON object at all is none.
bool is_canonical(std::string_view text, CanonicalText& canonical) {
    static simdjson::dom::parser parser;
    simdjson::dom::object object;
    const simdjson::padded_string padded(text);
    return parser.parse(padded).get(object) == simdjson::SUCCESS && canonical.read(text, object);
}
bool is_canonical(std::string_view text) {
    CanonicalText canonical;
    return is_canonical(text, canonical);
}

/// RFC 8785, of documents whose numbers are whole.
TEST(CanonicalText, TakesCanonicalObjects) {
    for (const char* const text :
         {"{}", R"({"":0})", R"({"a":null})", R"({"a":true,"b":false})", R"({"a":9007199254740991})", R"({"a":[],"b":{}})",
          R"({"a":[1,[2,[{}]],"x"]})", R"({"A":1,"_":2,"a":3,"aa":4,"ab":5})", R"({"a":{"b":1,"c":{"a":2}},"b":3})",
          R"({"a":"\"\\/\b\t\n\f\r\u0000\u0001\u001f"})", "{\"a\":\"\x7f \u00e9\u20ac\U0001f642\u2028\"}",
          "{\"\\n\":1,\"\u00e9\":2}", R"({"a":"\\\"\\\\\"\""})"}) {
        EXPECT_TRUE(is_canonical(text)) << text;
    }
}

TEST(CanonicalText, RefusesEveryOtherForm) {
    for (const char* const text : {" {}",
                                   "{} ",
                                   "{ }",
                                   "{}\n",
                                   "{}\r",
                                   R"({ "a":1})",
                                   R"({"a" :1})",
                                   R"({"a": 1})",
                                   R"({"a":1 })",
                                   R"({"a":[ ]})",
                                   R"({"a":[1, 2]})",
                                   R"({"a":[1 ,2]})",
                                   "{\"a\":\t\"b\"}",
                                   R"({"b":1,"a":2})",
                                   R"({"a":1,"a":1})",
                                   R"({"a":1,"B":2})",
                                   R"({"b":{"b":1,"a":1}})",
                                   R"({"a":"\/"})",
                                   R"({"a":"\u0061"})",
                                   R"({"a":"\u00e9"})",
                                   R"({"a":"\ud83d\ude42"})",
                                   R"({"a":"\u001F"})",
                                   R"({"a":"\u000a"})",
                                   R"({"a":"\u0022"})",
                                   R"({"\u0061":1})",
                                   R"({"a":"\u007f"})"}) {
        EXPECT_FALSE(is_canonical(text)) << text;
    }
}

TEST(CanonicalText, TakesNumbersThatAreWholeAndAtMostTheLargestHeight) {
    for (const char* const number : {"-0", "-1", "0.0", "1.0", "1.5", "1e0", "1E2", "1e-1", "9007199254740992",
                                     "9223372036854775808", "18446744073709551615", "18446744073709551616", "1e400"}) {
        EXPECT_FALSE(is_canonical(std::string("{\"a\":") + number + "}")) << number;
        EXPECT_FALSE(is_canonical(std::string("{\"a\":[1,") + number + "]}")) << number;
    }
    for (const char* const number : {"0", "1", "10", "9007199254740991"}) {
        EXPECT_TRUE(is_canonical(std::string("{\"a\":[1,") + number + "]}")) << number;
    }
}

/// A value is compared with the bytes at its place first: blanks before it, and quotes and backslashes in it, must not make
/// it look as if it stood there.
TEST(CanonicalText, IsNotMisledByQuotesAndBackslashes) {
    constexpr std::string_view alphabet = "\"\\ ,}";
    for (std::size_t size = 0; size <= 5; ++size) {
        std::size_t count = 1;
        for (std::size_t i = 0; i < size; ++i) count *= alphabet.size();
        for (std::size_t n = 0; n < count; ++n) {
            std::string value;
            for (std::size_t rest = n, i = 0; i < size; ++i, rest /= alphabet.size()) value += alphabet[rest % alphabet.size()];
            std::string json;
            core::append_json_text(json, value);
            ASSERT_TRUE(is_canonical("{\"a\":" + json + ",\"b\":" + json + "}")) << json;
            ASSERT_TRUE(is_canonical("{" + json + ":1}")) << json;
            for (const char* const blanks : {" ", "  ", "   "}) {
                ASSERT_FALSE(is_canonical("{\"a\":" + (blanks + json) + "}")) << json;
                ASSERT_FALSE(is_canonical("{" + (blanks + json) + ":1}")) << json;
            }
        }
    }
}

TEST(CanonicalText, GivesMembersAsTheyStand) {
    CanonicalText canonical;
    const std::string_view text = R"({"":"","a":{"b":"inside"},"c":[1,{"d":2}],"n":12,"t":"\"\u0001","z":null})";
    ASSERT_TRUE(is_canonical(text, canonical));
    EXPECT_EQ(canonical[""], R"("")");
    EXPECT_EQ(canonical["a"], R"({"b":"inside"})");
    EXPECT_EQ(canonical["c"], R"([1,{"d":2}])");
    EXPECT_EQ(canonical["n"], "12");
    EXPECT_EQ(canonical["t"], R"("\"\u0001")");
    EXPECT_EQ(canonical["z"], "null");
    for (const char* const missing : {"b", "d", "A", "aa"}) EXPECT_EQ(canonical[missing].data(), nullptr) << missing;
    EXPECT_EQ(canonical["n"].data(), text.data() + text.find("12"));
}

TEST(CanonicalText, ReadsTheNextTextFromTheStart) {
    CanonicalText canonical;
    ASSERT_TRUE(is_canonical(R"({"a":1,"b":2})", canonical));
    ASSERT_FALSE(is_canonical(R"({"a":{"b":{"c": 1}}})", canonical));
    ASSERT_TRUE(is_canonical(R"({"c":{"a":1}})", canonical));
    EXPECT_EQ(canonical["a"], "");
    EXPECT_EQ(canonical["c"], R"({"a":1})");
}

TEST(CanonicalText, BoundsMembers) {
    const auto object = [](std::size_t members) {
        std::string text = "{";
        for (std::size_t i = 0; i < members; ++i) text += (i == 0 ? "\"" : ",\"") + std::to_string(100 + i) + "\":0";
        return text + "}";
    };
    EXPECT_TRUE(is_canonical(object(CanonicalText::max_members)));
    EXPECT_FALSE(is_canonical(object(CanonicalText::max_members + 1)));
    EXPECT_TRUE(is_canonical("{\"a\":" + object(CanonicalText::max_members + 1) + "}"));
}

/// Random documents, written with blanks, escapes and orders that canonical JSON has not. The library's other parser and its
/// writer say what the canonical form is.
class Writer {
public:
    explicit Writer(std::uint64_t seed) : engine_(seed) {}

    std::string object(int depth) {
        std::string text = "{" + blank();
        std::string key;
        for (std::uint64_t i = up_to(3); i > 0; --i) {
            key += static_cast<char>('a' + up_to(1));
            if (chance(30)) key = "a";
            text += string(key) + blank() + ":" + blank() + value(depth - 1) + blank() + (i > 1 ? "," + blank() : "");
        }
        return text + "}";
    }

private:
    std::uint64_t up_to(std::uint64_t most) { return std::uniform_int_distribution<std::uint64_t>(0, most)(engine_); }
    bool chance(unsigned per_thousand) { return up_to(999) < per_thousand; }
    std::string blank() { return chance(15) ? " " : ""; }

    std::string value(int depth) {
        switch (up_to(depth > 0 ? 5 : 3)) {
            case 0: return chance(20) ? "1.0" : chance(20) ? "-0" : std::to_string(up_to(1000));
            case 1: return chance(500) ? "true" : "null";
            case 2: return std::to_string(9007199254740991U - 30 + up_to(31));
            case 3: return string({static_cast<char>(up_to(0x7f)), static_cast<char>(up_to(0x22)), 'x'});
            case 4: return object(depth);
            default: return "[" + blank() + value(depth - 1) + blank() + "," + value(depth - 1) + "]";
        }
    }

    std::string string(const std::string& raw) {
        std::string text;
        core::append_json_text(text, raw);
        return chance(20) ? text.insert(1, R"(\u0061)") : text;
    }

    std::mt19937_64 engine_;
};

std::uint64_t seed() {
    const char* const given = std::getenv("NSV_TEST_SEED");
    const std::uint64_t chosen = given == nullptr ? std::random_device{}() : std::stoull(given);
    std::cout << "NSV_TEST_SEED=" << chosen << '\n';
    return chosen;
}

TEST(CanonicalText, AgreesWithTheWriter) {
    Writer writer(seed());
    std::size_t canonical = 0;
    constexpr std::size_t rounds = 20000;
    for (std::size_t i = 0; i < rounds; ++i) {
        const std::string text = writer.object(3);
        const auto document = core::parse_json(text, text.size());
        // 2^53 is a number to both, but none that every reader keeps; "1.0" and "-0" are written as they were read.
        const bool others = text.find("9007199254740992") != std::string::npos || text.find("1.0") != std::string::npos ||
                            text.find("-0") != std::string::npos;
        const bool expected = document && core::write_canonical_json(*document) == text && !others;
        ASSERT_EQ(is_canonical(text), expected) << text;
        canonical += expected ? 1 : 0;
    }
    EXPECT_GT(canonical, rounds / 10);
    EXPECT_LT(canonical, rounds - (rounds / 10));
}

}  // namespace
}  // namespace neuroshard::log
