#include "core/sha256.hpp"

#include <memory>
#include <new>

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>

namespace neuroshard::core {
namespace {

// A library context of our own: the default one would read the system's configuration file.
const EVP_MD* algorithm() {
    static const EVP_MD* const fetched = [] {
#ifdef NSV_STATIC_DEPENDENCIES
        // Hashing reads it all the same. It is for the system's libcrypto, and this one is for nobody else.
        OPENSSL_init_crypto(OPENSSL_INIT_NO_LOAD_CONFIG, nullptr);
#endif
        OSSL_LIB_CTX* const context = OSSL_LIB_CTX_new();
        EVP_MD* const md = context == nullptr ? nullptr : EVP_MD_fetch(context, "SHA256", nullptr);
        if (md == nullptr) {
            OSSL_LIB_CTX_free(context);
            throw std::bad_alloc();  // the algorithm is always built in: only memory can be missing
        }
        return md;  // kept, with its context, for the life of the process
    }();
    return fetched;
}

/// Errors that OpenSSL notes for this thread are the host's to see only where they are the host's own.
class ErrorMark {
public:
    ErrorMark() noexcept { ERR_set_mark(); }
    ErrorMark(const ErrorMark&) = delete;
    ErrorMark& operator=(const ErrorMark&) = delete;
    ~ErrorMark() { ERR_pop_to_mark(); }
};

}  // namespace

Digest sha256(std::initializer_list<std::string_view> parts) {
    const ErrorMark mark;
    const EVP_MD* const md = algorithm();
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    bool done = context && EVP_DigestInit_ex2(context.get(), md, nullptr) == 1;
    for (const std::string_view part : parts) done = done && EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1;
    Digest digest;
    if (!done || EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1) throw std::bad_alloc();
    return digest;
}

std::uint64_t short_digest(const Digest& digest) noexcept {
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) number = number << 8U | digest.at(i);
    return number;
}

std::string hex(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(2 * bytes.size(), '0');
    char* digit = text.data();
    for (const std::uint8_t byte : bytes) {
        *digit++ = digits[byte >> 4U];
        *digit++ = digits[byte & 0xfU];
    }
    return text;
}

}  // namespace neuroshard::core
