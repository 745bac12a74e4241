package com.neuroshard.version;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Finds and loads the native library. */
final class NativeLibrary {
    static final String PROPERTY = "com.neuroshard.version.library";

    private static final String NAME = "neuroshard_version_jni";

    private NativeLibrary() {}

    /**
     * Loads the file that the property names, and no other; without the property the one on {@code java.library.path}, or else
     * the copy in the jar.
     *
     * @throws UnsatisfiedLinkError where there is none, or it is not of this release
     */
    static void load() {
        String file = System.getProperty(PROPERTY);
        if (file != null) {
            System.load(Path.of(file).toAbsolutePath().toString());
        } else {
            loadFromSystem();
        }
        expectThisRelease();
    }

    private static void loadFromSystem() {
        try {
            System.loadLibrary(NAME);
        } catch (UnsatisfiedLinkError notThere) {
            try {
                loadBundled();
            } catch (IOException | UnsatisfiedLinkError alsoNotThere) {
                UnsatisfiedLinkError error = new UnsatisfiedLinkError(String.format(
                        "neuroshard-version: no native library: neither on java.library.path (%s) nor in the jar (%s);"
                                + " the property %s may name one",
                        notThere.getMessage(), alsoNotThere.getMessage(), PROPERTY));
                error.addSuppressed(notThere);
                error.addSuppressed(alsoNotThere);
                throw error;
            }
        }
    }

    /** A library can only be loaded from a file. It may be deleted at once: the system keeps it while it is in use. */
    private static void loadBundled() throws IOException {
        String resource = String.format("native/%s-%s/%s", System.getProperty("os.name").toLowerCase(Locale.ROOT),
                System.getProperty("os.arch"), System.mapLibraryName(NAME));
        try (InputStream library = NativeLibrary.class.getResourceAsStream(resource)) {
            if (library == null) {
                throw new IOException("it has no " + resource);
            }
            Path directory = Files.createTempDirectory("neuroshard-version");
            Path file = directory.resolve(System.mapLibraryName(NAME));
            try {
                Files.copy(library, file);
                System.load(file.toString());
            } finally {
                Files.deleteIfExists(file);
                Files.delete(directory);
            }
        }
    }

    private static void expectThisRelease() {
        int loaded = RawJNI.library_version_number();
        if (loaded != Release.NUMBER) {
            throw new UnsatisfiedLinkError(String.format(
                    "neuroshard-version %s needs release %s of libneuroshard_version, found %s",
                    text(Release.NUMBER), text(Release.NUMBER), text(loaded)));
        }
    }

    private static String text(int release) {
        return release / 1_000_000 + "." + release / 1000 % 1000 + "." + release % 1000;
    }
}
