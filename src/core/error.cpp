#include "core/error.hpp"

#include <fmt/format.h>

namespace neuroshard::core {

tl::unexpected<Error> too_many(std::string_view list, std::size_t limit, std::size_t found) {
    return fail(Status::limit, fmt::format("{}: expected at most {} entries, found {}", list, limit, found));
}

const char* status_name(std::int32_t status) noexcept {
    switch (static_cast<Status>(status)) {
        case Status::ok: return "NSV_OK";
        case Status::argument: return "NSV_ERROR_ARGUMENT";
        case Status::syntax: return "NSV_ERROR_SYNTAX";
        case Status::out_of_range: return "NSV_ERROR_RANGE";
        case Status::limit: return "NSV_ERROR_LIMIT";
        case Status::schema: return "NSV_ERROR_SCHEMA";
        case Status::duplicate: return "NSV_ERROR_DUPLICATE";
        case Status::not_found: return "NSV_ERROR_NOT_FOUND";
        case Status::conflict: return "NSV_ERROR_CONFLICT";
        case Status::height: return "NSV_ERROR_HEIGHT";
        case Status::no_memory: return "NSV_ERROR_NO_MEMORY";
        case Status::internal: return "NSV_ERROR_INTERNAL";
        case Status::notice: return "NSV_ERROR_NOTICE";
        case Status::incompatible: return "NSV_ERROR_INCOMPATIBLE";
        case Status::io: return "NSV_ERROR_IO";
        case Status::full: return "NSV_ERROR_FULL";
        case Status::locked: return "NSV_ERROR_LOCKED";
        case Status::read_only: return "NSV_ERROR_READ_ONLY";
        case Status::corrupt: return "NSV_ERROR_CORRUPT";
        case Status::format: return "NSV_ERROR_FORMAT";
    }
    return "NSV_STATUS_UNKNOWN";
}

}  // namespace neuroshard::core
