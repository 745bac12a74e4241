package com.neuroshard.version;

/**
 * The native library that is loaded.
 *
 * @since 1.0
 */
public final class Library {
    private Library() {}

    /**
     * The release of the library, as in {@code 1.0.0}; not a protocol version.
     *
     * @return the release
     * @since 1.0
     */
    public static String version() {
        return Utf8.decode(Raw.library_version());
    }

    /**
     * The release of the library as a number: MAJOR&nbsp;*&nbsp;1000000&nbsp;+&nbsp;MINOR&nbsp;*&nbsp;1000&nbsp;+&nbsp;PATCH.
     *
     * @return the number
     * @since 1.0
     */
    public static int versionNumber() {
        return Raw.library_version_number();
    }
}
