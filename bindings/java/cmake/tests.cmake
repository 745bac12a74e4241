# The tests, run by JUnit's console launcher as Debian packages it; Maven runs the same ones.
set(java_share /usr/share/java CACHE PATH "Where the jars of JUnit 5 and Gson are")
find_file(JUNIT_JAR junit-platform-console-standalone.jar PATHS ${java_share} NO_DEFAULT_PATH REQUIRED)
find_file(GSON_JAR gson.jar PATHS ${java_share} NO_DEFAULT_PATH REQUIRED)

set(test_classes ${CMAKE_CURRENT_BINARY_DIR}/test-classes)
file(GLOB_RECURSE test_sources CONFIGURE_DEPENDS src/test/java/*.java)
# -path: Debian's jars name others in their manifests that are not needed.
add_custom_command(
  OUTPUT ${test_classes}.stamp
  COMMAND ${CMAKE_COMMAND} -E rm -rf ${test_classes}
  COMMAND ${Java_JAVAC_EXECUTABLE} --release 17 -encoding UTF-8 -Xlint:all,-path -Werror
          -cp ${jar}:${JUNIT_JAR}:${GSON_JAR} -d ${test_classes}
          ${test_sources}
  COMMAND ${CMAKE_COMMAND} -E touch ${test_classes}.stamp
  DEPENDS ${test_sources} ${jar})
add_custom_target(neuroshard_version_java_tests ALL DEPENDS ${test_classes}.stamp)

# Says that it is of another release.
add_library(neuroshard_version_jni_other_release MODULE src/test/native/other_release.c)
target_link_libraries(neuroshard_version_jni_other_release PRIVATE nsv_build_settings)
target_include_directories(neuroshard_version_jni_other_release SYSTEM PRIVATE ${JNI_INCLUDE_DIRS})
set_target_properties(neuroshard_version_jni_other_release PROPERTIES
                      OUTPUT_NAME neuroshard_version_jni LIBRARY_OUTPUT_DIRECTORY ${CMAKE_CURRENT_BINARY_DIR}/other-release)

set(library_path -Djava.library.path=$<TARGET_FILE_DIR:neuroshard_version_jni>)

# nsv_java_test(NAME TESTS [JAVA_OPTION...]). The heap has one size from the beginning, so that it is other memory that grows.
function(nsv_java_test name tests)
  add_test(NAME java.${name}
           COMMAND ${Java_JAVA_EXECUTABLE} -Xms256m -Xmx256m -XX:+AlwaysPreTouch -XX:+UseSerialGC ${library_path}
                   -Dneuroshard.source=${PROJECT_SOURCE_DIR} -Dneuroshard.build=${PROJECT_BINARY_DIR} ${ARGN}
                   -cp ${jar}:${test_classes}:${JUNIT_JAR}:${GSON_JAR} org.junit.platform.console.ConsoleLauncher
                   --disable-banner --disable-ansi-colors --fail-if-no-tests --details=tree --include-classname=.* ${tests})
  set_tests_properties(java.${name} PROPERTIES TIMEOUT 300)
endfunction()

set(package_name com.neuroshard.version.tests)
foreach(source ${test_sources})
  if(source MATCHES "/([A-Za-z]+)Test\\.java$")
    set(class ${CMAKE_MATCH_1})
    string(REGEX REPLACE "([a-z])([A-Z])" "\\1_\\2" name ${class})
    string(TOLOWER ${name} name)
    nsv_java_test(${name} --select-class=${package_name}.${class}Test)
  endif()
endforeach()
nsv_runs_vectors(Java java.vectors)

# Once more with the virtual machine checking each of our calls of it. It prints what it objects to, and goes on.
nsv_java_test(checked_jni --select-package=${package_name} -Xcheck:jni -Dneuroshard.repetitions=2000)
set_tests_properties(java.checked_jni PROPERTIES LABELS thorough
                     FAIL_REGULAR_EXPRESSION "WARNING in native method;FATAL ERROR in native method;WARNING: JNI;Warning: JNI")

# The examples, as people run them: from their source.
set(examples ${PROJECT_SOURCE_DIR}/examples/java)
set(run_example ${Java_JAVA_EXECUTABLE} ${library_path} -cp ${jar})
add_test(NAME java.ten_tasks COMMAND sh ${PROJECT_SOURCE_DIR}/examples/expect_ten_tasks.sh ${run_example}
                                     ${examples}/ten_tasks.java)
foreach(example handshake node)
  add_test(NAME java.${example} COMMAND sh ${PROJECT_SOURCE_DIR}/examples/expect_output.sh ${examples}/${example}.txt
                                        ${run_example} ${examples}/${example}.java)
endforeach()

# The jar for those who have nothing of ours. Its library is built anew, with the others in it.
add_test(NAME java.bundle COMMAND sh ${CMAKE_CURRENT_SOURCE_DIR}/bundle_test.sh ${CMAKE_COMMAND}
         ${CMAKE_CURRENT_BINARY_DIR}/bundle ${CMAKE_READELF} ${Java_JAVA_EXECUTABLE} ${Java_JAR_EXECUTABLE})
set_tests_properties(java.bundle PROPERTIES TIMEOUT 3600 LABELS thorough)
