#include "core/nep_id.hpp"

#include <algorithm>
#include <charconv>
#include <functional>

#include <fmt/format.h>

#include "core/find_repeat.hpp"
#include "core/text.hpp"

namespace neuroshard::core {
namespace {

constexpr std::string_view prefix = "NEP-";
constexpr std::size_t min_digits = 3;
constexpr std::size_t max_text = prefix.size() + 20;  // 20 digits write any uint64_t

}  // namespace

std::optional<std::uint64_t> NepId::number_in(std::string_view text) noexcept {
    if (text.size() < prefix.size() + min_digits || text.size() > max_text || !text.starts_with(prefix)) return std::nullopt;
    const std::string_view digits = text.substr(prefix.size());
    std::uint64_t number = 0;
    const auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (problem != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
    return number;
}

Result<NepId> NepId::parse(std::string_view text) {
    if (const auto number = number_in(text)) return NepId(*number);
    const auto wrong = [&](std::size_t offset, const char* expected) {
        return fail(Status::syntax,
                    fmt::format("invalid NEP id {}: expected {} at byte {}, found {}", quote(text), expected, offset,
                                found_at(text, offset)),
                    offset);
    };
    if (text.size() > max_text) {
        return fail(
            Status::limit,
            fmt::format("NEP id {} is too long: expected at most {} bytes, found {}", quote(text), max_text, text.size()),
            max_text);
    }
    const auto matching = std::mismatch(prefix.begin(), prefix.end(), text.begin(), text.end());
    if (matching.first != prefix.end()) {
        return wrong(static_cast<std::size_t>(matching.first - prefix.begin()), "'NEP-' and three or more digits");
    }
    const std::string_view digits = text.substr(prefix.size());
    const auto* const stray = std::find_if_not(digits.begin(), digits.end(), is_digit);
    if (stray != digits.end() || digits.size() < min_digits) {
        return wrong(static_cast<std::size_t>(stray - text.begin()), "a digit");
    }
    return fail(Status::out_of_range, fmt::format("NEP id {} is too large: expected at most {}", quote(text), UINT64_MAX),
                prefix.size());
}

NepId::NepId(std::uint64_t number) : number_(number) { std::ranges::copy(fmt::format("NEP-{:03}", number), text_.begin()); }

Result<NepList> NepList::of(std::span<const std::string_view> ids, std::string_view list) {
    if (ids.size() > max_neps) return too_many(list, max_neps, ids.size());
    std::vector<NepId> parsed;
    parsed.reserve(ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        auto id = NepId::parse(ids[i]);
        if (!id) {
            id.error().message = fmt::format("{}[{}]: {}", list, i, id.error().message);
            return tl::unexpected<Error>(std::move(id.error()));
        }
        parsed.push_back(*id);
    }
    if (const auto repeat = find_repeat(parsed, std::identity{})) {
        return fail(Status::duplicate, fmt::format("{}[{}]: {} is already at {}[{}]", list, repeat->second,
                                                   parsed[repeat->second].text(), list, repeat->first));
    }
    return NepList(std::move(parsed));
}

Json to_json(const std::vector<NepId>& ids) {
    Json::Array array;
    array.reserve(ids.size());
    for (const NepId& id : ids) array.push_back(Json{std::string(id.text())});
    return Json{std::move(array)};
}

}  // namespace neuroshard::core
