# The reference: both headers' comments and the guides, as HTML.
option(NSV_BUILD_REFERENCE "Build the reference as HTML (needs Doxygen)" OFF)
if(NOT NSV_BUILD_REFERENCE)
  return()
endif()
find_package(Doxygen 1.9 REQUIRED)

set(reference_directory ${PROJECT_BINARY_DIR}/reference)
set(reference_source ${PROJECT_SOURCE_DIR}/docs/reference)
set(reference_inputs include/neuroshard_version.h include/neuroshard_version.hpp docs/reference/mainpage.md)
foreach(guide semantics upgrades log network-definition nep-json manager-json abi)
  list(APPEND reference_inputs docs/${guide}.md)
endforeach()
list(TRANSFORM reference_inputs PREPEND ${PROJECT_SOURCE_DIR}/)
list(JOIN reference_inputs "\" \"" reference_input_words)
configure_file(docs/reference/Doxyfile.in ${reference_directory}/Doxyfile @ONLY)
file(GLOB reference_settings CONFIGURE_DEPENDS ${reference_source}/*)

# Doxygen writes scripts, whether pages use them or not; these do not.
set(reference_list ${reference_directory}/installed.txt)
add_custom_command(OUTPUT ${reference_list}
                   COMMAND ${CMAKE_COMMAND} -E rm -rf html
                   COMMAND Doxygen::doxygen Doxyfile
                   COMMAND sh -c "rm html/*.js && find html -type f | sed 's|^|${CMAKE_INSTALL_DOCDIR}/|' >installed.txt"
                   WORKING_DIRECTORY ${reference_directory}
                   DEPENDS ${reference_inputs} ${reference_settings} ${reference_directory}/Doxyfile
                   COMMENT "Writing the reference" VERBATIM)
add_custom_target(reference ALL DEPENDS ${reference_list})
install(DIRECTORY ${reference_directory}/html DESTINATION ${CMAKE_INSTALL_DOCDIR})
