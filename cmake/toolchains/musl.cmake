# Linux with musl for a C library and LLVM's for C++, by zig, with the libraries that dependencies.sh has made.
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSTEM_PROCESSOR x86_64)

set(dependencies ${CMAKE_CURRENT_LIST_DIR}/../../build-musl/dependencies)
cmake_path(NORMAL_PATH dependencies)
if(NOT EXISTS ${dependencies})
  message(FATAL_ERROR "no libraries for musl: make them with `cmake/toolchains/dependencies.sh musl build-musl/dependencies`")
endif()
set(CMAKE_C_COMPILER ${dependencies}/bin/cc)
set(CMAKE_CXX_COMPILER ${dependencies}/bin/c++)
set(OPENSSL_USE_STATIC_LIBS ON)

set(CMAKE_FIND_ROOT_PATH ${dependencies})
# Programs are those of this machine; all else is that system's.
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
foreach(what LIBRARY INCLUDE PACKAGE)
  set(CMAKE_FIND_ROOT_PATH_MODE_${what} ONLY)
endforeach()
set(ENV{PKG_CONFIG_LIBDIR} ${dependencies}/lib/pkgconfig)
