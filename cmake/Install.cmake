# What `cmake --install` puts into a prefix. Everything in it finds its neighbours relative to itself, so that the
# prefix can be moved.
include(CMakePackageConfigHelpers)

install(FILES include/neuroshard_version.h include/neuroshard_version.hpp DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})

# Both libraries are neuroshard::version to those who find the package, so each has an export file of its own and
# neuroshard_version-config.cmake includes one of them.
set(package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/neuroshard_version)
set_target_properties(neuroshard_version neuroshard_version_static PROPERTIES EXPORT_NAME version)
install(TARGETS neuroshard_version EXPORT neuroshard_version-shared)
install(TARGETS neuroshard_version_static EXPORT neuroshard_version-static)
foreach(form shared static)
  install(EXPORT neuroshard_version-${form} NAMESPACE neuroshard:: DESTINATION ${package_dir})
endforeach()

# A C program that links the archive must name what a C++ linker would add by itself: libstdc++, or libc++.
set(cxx_runtime ${CMAKE_CXX_IMPLICIT_LINK_LIBRARIES})
list(REMOVE_ITEM cxx_runtime ${CMAKE_C_IMPLICIT_LINK_LIBRARIES})
list(REMOVE_DUPLICATES cxx_runtime)
target_link_libraries(neuroshard_version_static INTERFACE "$<INSTALL_INTERFACE:${cxx_runtime}>")

configure_package_config_file(pkgconfig/neuroshard_version-config.cmake.in neuroshard_version-config.cmake
                              INSTALL_DESTINATION ${package_dir} NO_SET_AND_CHECK_MACRO NO_CHECK_REQUIRED_COMPONENTS_MACRO)
write_basic_package_version_file(neuroshard_version-config-version.cmake COMPATIBILITY SameMajorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/neuroshard_version-config.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/neuroshard_version-config-version.cmake DESTINATION ${package_dir})

# Some distributions give directories outside of the prefix; those cannot be written relative to it.
if(IS_ABSOLUTE ${CMAKE_INSTALL_LIBDIR})
  set(pc_prefix ${CMAKE_INSTALL_PREFIX})
else()
  file(RELATIVE_PATH up_to_prefix /${CMAKE_INSTALL_LIBDIR}/pkgconfig /)
  string(REGEX REPLACE "/$" "" pc_prefix "\${pcfiledir}/${up_to_prefix}")
endif()
cmake_path(APPEND pc_includedir "\${prefix}" ${CMAKE_INSTALL_INCLUDEDIR})
cmake_path(APPEND pc_libdir "\${prefix}" ${CMAKE_INSTALL_LIBDIR})
set(pc_requires_private "libcrypto >= 3.0 sqlite3 >= 3.37")
if(NOT NSV_STATIC_DEPENDENCIES) # the archive has them in it
  string(PREPEND pc_requires_private "fmt >= ${fmt_VERSION} simdjson >= ${simdjson_VERSION} ")
endif()
list(TRANSFORM cxx_runtime PREPEND -l OUTPUT_VARIABLE pc_libs_private)
list(JOIN pc_libs_private " " pc_libs_private)
configure_file(pkgconfig/neuroshard_version.pc.in neuroshard_version.pc @ONLY)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/neuroshard_version.pc DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
