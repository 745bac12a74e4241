package com.neuroshard.version.tests;

import java.nio.file.Path;

/** Where the tests find what they need. */
final class Project {
    private Project() {}

    /** A file or folder of the repository. */
    static Path source(String path) {
        return Path.of(System.getProperty("neuroshard.source")).resolve(path);
    }

    /** A file or folder of the build. */
    static Path build(String path) {
        return Path.of(System.getProperty("neuroshard.build")).resolve(path);
    }
}
