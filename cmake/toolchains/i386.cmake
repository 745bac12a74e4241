set(ARCHITECTURE i386)
set(CMAKE_SYSTEM_PROCESSOR i686)
set(MULTIARCH i386-linux-gnu)
set(GNU i686-linux-gnu)
include(${CMAKE_CURRENT_LIST_DIR}/debian.cmake)
# The processor runs them by itself.
set(CMAKE_CROSSCOMPILING_EMULATOR ${CMAKE_SYSROOT}/lib/ld-linux.so.2
    --library-path ${CMAKE_SYSROOT}/lib/${MULTIARCH}:${CMAKE_SYSROOT}/usr/lib/${MULTIARCH})
