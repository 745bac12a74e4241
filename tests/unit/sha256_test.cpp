#include "core/sha256.hpp"

#include <future>
#include <vector>

#include <gtest/gtest.h>

namespace neuroshard::core {
namespace {

std::string hex_of(std::initializer_list<std::string_view> parts) { return hex(sha256(parts)); }

/// The examples of FIPS 180-2, appendix B.
TEST(Sha256, IsThatOfTheStandard) {
    EXPECT_EQ(hex_of({}), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex_of({"abc"}), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex_of({"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"}),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(hex_of({std::string(1000000, 'a')}), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, PartsAreOneText) {
    const std::string_view nul("\0", 1);
    EXPECT_EQ(hex_of({"a", "", "bc"}), hex_of({"abc"}));
    EXPECT_EQ(hex_of({"a", nul, "b"}), hex_of({std::string_view("a\0b", 3)}));
    EXPECT_NE(hex_of({"a", nul, "b"}), hex_of({"ab"}));
}

TEST(Sha256, ShortDigestIsTheFirstEightBytesInOrder) { EXPECT_EQ(short_digest(sha256({"abc"})), 0xba7816bf8f01cfeaU); }

TEST(Sha256, ThreadsMayDigestAtOnce) {
    std::vector<std::future<void>> threads;
    for (int i = 0; i < 4; ++i) {
        threads.push_back(std::async(std::launch::async, [] {
            for (int round = 0; round < 500; ++round) EXPECT_EQ(short_digest(sha256({"abc"})), 0xba7816bf8f01cfeaU);
        }));
    }
}

}  // namespace
}  // namespace neuroshard::core
