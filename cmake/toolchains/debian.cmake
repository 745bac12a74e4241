# Debian's compilers for another architecture, and what sysroot.sh has unpacked. Included with these variables set:
#   ARCHITECTURE  Debian's word for it
#   MULTIARCH     the directory of its libraries
#   GNU           what its compilers' names begin with
#   QEMU          what runs its programs
set(CMAKE_SYSTEM_NAME Linux)
set(CMAKE_SYSROOT ${CMAKE_CURRENT_LIST_DIR}/../../build-${ARCHITECTURE}/sysroot)
cmake_path(NORMAL_PATH CMAKE_SYSROOT)
if(NOT EXISTS ${CMAKE_SYSROOT})
  message(FATAL_ERROR "no libraries for ${ARCHITECTURE}: make them with "
                      "`cmake/toolchains/sysroot.sh ${ARCHITECTURE} build-${ARCHITECTURE}/sysroot`")
endif()

set(CMAKE_C_COMPILER ${GNU}-gcc)
set(CMAKE_CXX_COMPILER ${GNU}-g++)
set(CMAKE_LIBRARY_ARCHITECTURE ${MULTIARCH})
set(CMAKE_CROSSCOMPILING_EMULATOR ${QEMU} -L ${CMAKE_SYSROOT})

# Programs are those of this machine; all else is the sysroot's.
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
foreach(what LIBRARY INCLUDE PACKAGE)
  set(CMAKE_FIND_ROOT_PATH_MODE_${what} ONLY)
endforeach()
set(ENV{PKG_CONFIG_SYSROOT_DIR} ${CMAKE_SYSROOT})
set(ENV{PKG_CONFIG_LIBDIR} ${CMAKE_SYSROOT}/usr/lib/${MULTIARCH}/pkgconfig:${CMAKE_SYSROOT}/usr/share/pkgconfig)
