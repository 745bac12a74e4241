#include "core/json.hpp"

#include <gtest/gtest.h>

#include "core/json_object_reader.hpp"

namespace neuroshard::core {
namespace {

std::string rewritten(std::string_view text) { return write_json(parse_json(text, 1000).value()); }

TEST(Json, WritesWhatItRead) {
    for (const char* const text :
         {"null", "true", "false", "0", "18446744073709551615", "-1", "-9223372036854775808", "1.5", "1e2", "-0",
          "99999999999999999999", "\"\"", "[]", "{}", "[1,[2,[3]],{}]", R"({"a":1,"b":{"c":[null,true]},"":""})"}) {
        EXPECT_EQ(rewritten(text), text);
    }
}

/// RFC 8785 section 3.2.2.2: the two-letter escapes where there are some, \u00xx for other control characters, and
/// everything else as it is.
TEST(Json, EscapesAsRfc8785Wants) {
    EXPECT_EQ(rewritten(R"("\b\t\n\f\r\"\\\/")"), R"("\b\t\n\f\r\"\\/")");
    EXPECT_EQ(rewritten(R"("\u0000\u0001\u000b\u001f\u007f\u00e9\u20ac")"), "\"\\u0000\\u0001\\u000b\\u001f\x7f\u00e9\u20ac\"");
    EXPECT_EQ(rewritten(R"("\uD83D\uDE00")"), "\"\xF0\x9F\x98\x80\"");
}

/// RFC 8785 section 3.2.3: members by their keys, all the way down; arrays keep their order.
TEST(Json, CanonicalFormSortsKeysAndNothingElse) {
    const auto canonical = [](std::string_view text) { return write_canonical_json(parse_json(text, 1000).value()); };
    EXPECT_EQ(canonical(R"({ "b" : [3,1,2], "a" : {"z":true,"y":null,"B":"\u00e9"}, "" : 9007199254740991 })"),
              "{\"\":9007199254740991,\"a\":{\"B\":\"\u00e9\",\"y\":null,\"z\":true},\"b\":[3,1,2]}");
    EXPECT_EQ(canonical(R"([{"b":1,"a":2},[],{}])"), R"([{"a":2,"b":1},[],{}])");
}

TEST(Json, BoundsDepth) {
    const auto nested = [](std::size_t levels) { return std::string(levels, '[') + std::string(levels, ']'); };
    EXPECT_TRUE(parse_json(nested(32), 1000).has_value());
    EXPECT_EQ(parse_json(nested(33), 1000).error().status, Status::limit);
}

TEST(Json, BoundsLengthBeforeReading) {
    EXPECT_TRUE(parse_json("[1]", 3).has_value());
    const auto refused = parse_json("[1] ", 3);
    EXPECT_EQ(refused.error().status, Status::limit);
    EXPECT_EQ(refused.error().offset, 3U);
}

TEST(Json, EveryTruncationIsASyntaxErrorInside) {
    constexpr std::string_view text = R"({"a":[1,-2.5e3,"x\u00e9\n"],"b":{"c":null,"d":true}})";
    ASSERT_TRUE(parse_json(text, 1000).has_value());
    for (std::size_t size = 0; size < text.size(); ++size) {
        const auto cut = parse_json(text.substr(0, size), 1000);
        ASSERT_FALSE(cut.has_value()) << size;
        EXPECT_EQ(cut.error().status, Status::syntax) << size;
        EXPECT_LE(cut.error().offset, size);
    }
}

TEST(JsonObjectReader, RemembersTheFirstThingWrong) {
    const Json document = parse_json(R"({"a":"x","b":{"c":-1}})", 1000).value();
    std::optional<Error> error;
    JsonObjectReader reader(document, "$", error);
    EXPECT_EQ(reader.object("b").number("c"), 0U);
    EXPECT_EQ(reader.number("a"), 0U);
    EXPECT_EQ(reader.text("missing"), "");
    ASSERT_TRUE(error.has_value());
    EXPECT_EQ(error->message.substr(0, 7), "$.b.c: ");
}

}  // namespace
}  // namespace neuroshard::core
