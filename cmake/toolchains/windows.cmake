# 64-bit Windows, with Debian's mingw-w64 and wine, and with the libraries that dependencies.sh has made.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR AMD64)
# The variants that have std::thread and std::mutex.
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)
# With the compiler's own libraries inside, what is built needs nothing but Windows.
set(CMAKE_EXE_LINKER_FLAGS_INIT -static)
set(CMAKE_SHARED_LINKER_FLAGS_INIT -static)
set(OPENSSL_USE_STATIC_LIBS ON)

set(dependencies ${CMAKE_CURRENT_LIST_DIR}/../../build-windows/dependencies)
cmake_path(NORMAL_PATH dependencies)
if(NOT EXISTS ${dependencies})
  message(FATAL_ERROR "no libraries for Windows: make them with "
                      "`cmake/toolchains/dependencies.sh windows build-windows/dependencies`")
endif()
set(CMAKE_FIND_ROOT_PATH /usr/x86_64-w64-mingw32 ${dependencies})
# Programs are those of this machine; all else is that system's.
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
foreach(what LIBRARY INCLUDE PACKAGE)
  set(CMAKE_FIND_ROOT_PATH_MODE_${what} ONLY)
endforeach()
set(ENV{PKG_CONFIG_LIBDIR} ${dependencies}/lib/pkgconfig)

# What wine keeps for itself is in the build as well, and not in a home directory.
cmake_path(SET wine_prefix NORMALIZE ${dependencies}/../wine)
set(CMAKE_CROSSCOMPILING_EMULATOR ${CMAKE_CURRENT_LIST_DIR}/wine.sh ${wine_prefix})
