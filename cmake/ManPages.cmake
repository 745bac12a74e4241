# The manual pages: section 3 from the C header, section 1 from what the command's --help prints.

# The system's interpreter where there is one: a wrapper earlier in PATH may not work in every directory.
if(NOT Python3_EXECUTABLE AND EXISTS /usr/bin/python3)
  set(Python3_EXECUTABLE /usr/bin/python3)
endif()
find_package(Python3 3.9 QUIET COMPONENTS Interpreter)

# The command is run for its help, so it must run on the machine that builds it.
set(man_by_default ${Python3_Interpreter_FOUND})
if(NSV_SANITIZE OR CMAKE_CROSSCOMPILING)
  set(man_by_default OFF)
endif()
option(NSV_BUILD_MAN "Build the manual pages (needs Python 3, and to run the command)" ${man_by_default})
if(NOT NSV_BUILD_MAN)
  return()
endif()
find_package(Python3 3.9 REQUIRED COMPONENTS Interpreter)

set(man_directory ${PROJECT_BINARY_DIR}/man)
set(man_generate Python3::Interpreter -B ${PROJECT_SOURCE_DIR}/docs/man/generate.py
                 --header ${PROJECT_SOURCE_DIR}/include/neuroshard_version.h)
file(GLOB man_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/man/*.py ${PROJECT_SOURCE_DIR}/docs/man/*.txt)
set(man_sections man3)
if(NSV_BUILD_CLI)
  list(APPEND man_generate --command $<TARGET_FILE:neuroshard>)
  list(APPEND man_sources neuroshard)
  list(APPEND man_sections man1)
endif()
set(man_list ${man_directory}/installed.txt)
add_custom_command(OUTPUT ${man_list}
                   COMMAND ${man_generate} --output ${man_directory} --list ${man_list} --mandir ${CMAKE_INSTALL_MANDIR}
                   DEPENDS ${man_sources} ${PROJECT_SOURCE_DIR}/include/neuroshard_version.h
                   COMMENT "Writing the manual pages" VERBATIM)
add_custom_target(man ALL DEPENDS ${man_list})

foreach(section ${man_sections})
  install(DIRECTORY ${man_directory}/${section} DESTINATION ${CMAKE_INSTALL_MANDIR})
endforeach()
