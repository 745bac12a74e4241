# For a wheel and a jar that need nothing but the C library: what they link, and what they have to say of it.

add_library(nsv_bundle INTERFACE)
set(bundle_options -static-libstdc++ -static-libgcc -Wl,--exclude-libs,ALL -Wl,--gc-sections -Wl,-z,nodelete -Wl,--strip-all)
target_link_libraries(nsv_bundle INTERFACE neuroshard_version_static)
target_link_options(nsv_bundle INTERFACE ${bundle_options})

# For setup.py, which knows no other way than pkg-config's.
set(bundle ${PROJECT_BINARY_DIR}/bundle)
list(JOIN bundle_options " " bundle_options)
set(archives "\"$<TARGET_FILE:neuroshard_version_static>\" \"${OPENSSL_CRYPTO_LIBRARY}\" \"${SQLite3_LIBRARY}\"")
file(GENERATE OUTPUT ${bundle}/neuroshard_version.pc CONTENT
"Name: neuroshard_version
Description: ${PROJECT_DESCRIPTION}
Version: ${PROJECT_VERSION}
Cflags: \"-I${PROJECT_SOURCE_DIR}/include\"
Libs: ${archives} -lm -ldl -pthread ${bundle_options}
")

configure_file(cmake/NOTICE.in ${bundle}/NOTICE @ONLY)
configure_file(LICENSE ${bundle}/LICENSE COPYONLY)
