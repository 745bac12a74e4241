# The libraries that this one is built with. A wheel or a jar for machines that may not have them takes them along.
option(NSV_STATIC_DEPENDENCIES "Take fmt, simdjson, libcrypto and SQLite into what is built, for a wheel or a jar" OFF)

if(NSV_STATIC_DEPENDENCIES)
  if(NSV_BUILD_TESTS OR NSV_BUILD_BENCH OR NSV_SANITIZE)
    message(FATAL_ERROR "NSV_STATIC_DEPENDENCIES is for what is handed to others: set NSV_BUILD_TESTS=OFF, NSV_BUILD_BENCH=OFF "
                        "and no NSV_SANITIZE, or take the preset `bundle`")
  endif()
  set(OPENSSL_USE_STATIC_LIBS ON)
  find_library(SQLite3_LIBRARY libsqlite3.a REQUIRED) # where FindSQLite3 looks first
endif()

find_package(fmt REQUIRED)
find_package(nlohmann_json REQUIRED)
find_package(OpenSSL 3 REQUIRED COMPONENTS Crypto)
find_package(SQLite3 3.37 REQUIRED)
find_package(tl-expected REQUIRED)
if(NOT NSV_STATIC_DEPENDENCIES)
  find_package(simdjson REQUIRED)
  return()
endif()

foreach(library ${OPENSSL_CRYPTO_LIBRARY} ${SQLite3_LIBRARY})
  if(NOT library MATCHES "\\.a$")
    message(FATAL_ERROR "${library} is no archive: build in a new directory, since this one has looked for shared libraries")
  endif()
endforeach()

# Few distributions have simdjson as an archive, and Debian has no source file of it either.
include(FetchContent)
set(simdjson_VERSION 3.0.1)
FetchContent_Declare(simdjson
  URL https://deb.debian.org/debian/pool/main/s/simdjson/simdjson_${simdjson_VERSION}.orig.tar.gz
      https://github.com/simdjson/simdjson/archive/refs/tags/v${simdjson_VERSION}.tar.gz
  URL_HASH SHA256=156b1bc5eb0561b2bd166b46d191fd3d95a3e709cc63761477d3b7aec2b6e9ed
  SOURCE_SUBDIR singleheader/sources-alone) # no such directory: its own build is not wanted
FetchContent_MakeAvailable(simdjson)
if(NOT EXISTS ${simdjson_SOURCE_DIR}/singleheader/simdjson.cpp)
  message(FATAL_ERROR "${simdjson_SOURCE_DIR} has no singleheader/simdjson.cpp: let FETCHCONTENT_SOURCE_DIR_SIMDJSON name the "
                      "directory of simdjson's sources, or unset it to have them downloaded")
endif()
