# How everything in this project is compiled.
if(NOT CMAKE_BUILD_TYPE)
  set(CMAKE_BUILD_TYPE Release)
endif()
# As distributions build; -O3 makes the library a quarter larger.
set(CMAKE_C_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_FLAGS_RELEASE "-O2 -DNDEBUG")
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_C_STANDARD 11)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_CXX_VISIBILITY_PRESET hidden)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_VISIBILITY_INLINES_HIDDEN ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# Installing takes the path out of a program again, but not the room that it took.
set(CMAKE_BUILD_RPATH_USE_ORIGIN ON)

# Whoever packages this with a later compiler, which may warn of more, says OFF.
option(CMAKE_COMPILE_WARNING_AS_ERROR "Warnings of the compilers are errors" ${PROJECT_IS_TOP_LEVEL})

# What differs between systems is in files whose names end so.
if(WIN32)
  set(NSV_SYSTEM windows)
  set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${PROJECT_BINARY_DIR}/bin) # a DLL is looked for beside the program
else()
  set(NSV_SYSTEM posix)
endif()

add_library(nsv_build_settings INTERFACE)
target_compile_options(nsv_build_settings INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wcast-qual -Wundef
  $<$<COMPILE_LANGUAGE:CXX>:-Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual>
  $<$<COMPILE_LANGUAGE:C>:-Wstrict-prototypes -Wmissing-prototypes>)
# Large files, and times after 2038, where a C library has smaller ones as well.
target_compile_definitions(nsv_build_settings INTERFACE _FILE_OFFSET_BITS=64 _TIME_BITS=64)
if(WIN32)
  # The C library's own printf() knows no %zu.
  target_compile_definitions(nsv_build_settings INTERFACE __USE_MINGW_ANSI_STDIO=1)
  # The same sources give the same files, whenever they are built.
  target_link_options(nsv_build_settings INTERFACE -Wl,--no-insert-timestamp)
  set(is_program $<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>)
  target_sources(nsv_build_settings INTERFACE $<${is_program}:${PROJECT_SOURCE_DIR}/cmake/windows/program.rc>)
else()
  target_link_options(nsv_build_settings INTERFACE -Wl,-z,relro,-z,now)
endif()

if(NSV_SANITIZE)
  target_compile_options(nsv_build_settings INTERFACE -fsanitize=${NSV_SANITIZE} -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_link_options(nsv_build_settings INTERFACE -fsanitize=${NSV_SANITIZE})
  # What a sanitizer adds hides from GCC that a value in an optional is only read where there is one.
  target_compile_options(nsv_build_settings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
endif()
