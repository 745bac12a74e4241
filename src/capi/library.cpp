#include <cstdlib>

#include "core/error.hpp"
#include "neuroshard_version.h"

#define NSV_TEXT_OF(number) #number
#define NSV_RELEASE(major, minor, patch) NSV_TEXT_OF(major) "." NSV_TEXT_OF(minor) "." NSV_TEXT_OF(patch)

using neuroshard::core::Status;

static_assert(static_cast<int>(Status::ok) == NSV_OK);
static_assert(static_cast<int>(Status::argument) == NSV_ERROR_ARGUMENT);
static_assert(static_cast<int>(Status::syntax) == NSV_ERROR_SYNTAX);
static_assert(static_cast<int>(Status::out_of_range) == NSV_ERROR_RANGE);
static_assert(static_cast<int>(Status::limit) == NSV_ERROR_LIMIT);
static_assert(static_cast<int>(Status::schema) == NSV_ERROR_SCHEMA);
static_assert(static_cast<int>(Status::duplicate) == NSV_ERROR_DUPLICATE);
static_assert(static_cast<int>(Status::not_found) == NSV_ERROR_NOT_FOUND);
static_assert(static_cast<int>(Status::conflict) == NSV_ERROR_CONFLICT);
static_assert(static_cast<int>(Status::height) == NSV_ERROR_HEIGHT);
static_assert(static_cast<int>(Status::no_memory) == NSV_ERROR_NO_MEMORY);
static_assert(static_cast<int>(Status::internal) == NSV_ERROR_INTERNAL);
static_assert(static_cast<int>(Status::notice) == NSV_ERROR_NOTICE);
static_assert(static_cast<int>(Status::incompatible) == NSV_ERROR_INCOMPATIBLE);
static_assert(static_cast<int>(Status::io) == NSV_ERROR_IO);
static_assert(static_cast<int>(Status::full) == NSV_ERROR_FULL);
static_assert(static_cast<int>(Status::locked) == NSV_ERROR_LOCKED);
static_assert(static_cast<int>(Status::read_only) == NSV_ERROR_READ_ONLY);
static_assert(static_cast<int>(Status::corrupt) == NSV_ERROR_CORRUPT);
static_assert(static_cast<int>(Status::format) == NSV_ERROR_FORMAT);

const char* nsv_library_version() noexcept {
    return NSV_RELEASE(NSV_LIBRARY_VERSION_MAJOR, NSV_LIBRARY_VERSION_MINOR, NSV_LIBRARY_VERSION_PATCH);
}

std::uint32_t nsv_library_version_number() noexcept { return NSV_LIBRARY_VERSION_NUMBER; }

const char* nsv_status_name(std::int32_t status) noexcept { return neuroshard::core::status_name(status); }

void nsv_string_free(char* text) noexcept { std::free(text); }
