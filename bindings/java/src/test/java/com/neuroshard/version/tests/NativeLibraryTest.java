package com.neuroshard.version.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.neuroshard.version.Library;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which native library is loaded, and what is said where there is none. */
class NativeLibraryTest {
    private static final String FILE = System.mapLibraryName("neuroshard_version_jni");
    private static final Path BUILD = Project.build("bindings/java");
    private static final Path JAR = BUILD.resolve("neuroshard-version.jar");
    private static final Path SYSTEM = BUILD.resolve("jni");
    private static final Path BUNDLED = BUILD.resolve("bundled");
    private static final Path OTHER_RELEASE = BUILD.resolve("other-release");

    /** An empty folder, also for temporary files. */
    @TempDir
    private Path empty;

    private record Run(int status, String output) {}

    /**
     * Runs {@link PrintRelease} with these options of the virtual machine; {@code classes} are found before those of the
     * jar.
     */
    private Run run(Path classes, String... options) throws IOException, InterruptedException, URISyntaxException {
        Path tests = Path.of(PrintRelease.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Djava.io.tmpdir=" + empty);
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classes + ":" + JAR + ":" + tests, PrintRelease.class.getName()));
        Path output = Files.createTempFile("native-library-test", ".txt");
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start();
            return new Run(process.waitFor(), Files.readString(output));
        } finally {
            Files.delete(output);
        }
    }

    private static String systemPath(Path folder) {
        return "-Djava.library.path=" + folder;
    }

    private static String property(Path file) {
        return "-Dcom.neuroshard.version.library=" + file;
    }

    private static void expectLoaded(Run run) {
        assertTrue(run.output().endsWith(Library.version() + "\n"), run::output);
        assertEquals(0, run.status());
    }

    private static void expectError(Run run, String... parts) {
        assertNotEquals(0, run.status(), run::output);
        assertTrue(run.output().contains("UnsatisfiedLinkError"), run::output);
        for (String part : parts) {
            assertTrue(run.output().contains(part), () -> part + " in " + run.output());
        }
    }

    @Test
    void thePropertyNamesIt() throws Exception {
        expectLoaded(run(empty, property(SYSTEM.resolve(FILE)), systemPath(OTHER_RELEASE)));
        Path here = Path.of("").toAbsolutePath();
        expectLoaded(run(empty, property(here.relativize(SYSTEM.resolve(FILE))), systemPath(empty)));
    }

    @Test
    void thePropertyNeverFallsBack() throws Exception {
        Path missing = empty.resolve(FILE);
        expectError(run(BUNDLED, property(missing), systemPath(SYSTEM)), missing.toString());
    }

    @Test
    void theSystemPathComesNext() throws Exception {
        expectLoaded(run(empty, systemPath(SYSTEM)));
    }

    @Test
    void theBundledCopyComesLastAndLeavesNothing() throws Exception {
        expectLoaded(run(BUNDLED, systemPath(empty)));
        try (Stream<Path> left = Files.list(empty)) {
            assertEquals(List.of(), left.filter(path -> !path.getFileName().toString().startsWith("hsperf")).toList());
        }
    }

    @Test
    void whereThereIsNoneTheErrorSaysWhereItWasSought() throws Exception {
        expectError(run(empty, systemPath(empty)), "java.library.path", "in the jar", FILE, "com.neuroshard.version.library");
    }

    @Test
    void anotherReleaseIsRefusedWithBothNumbers() throws Exception {
        expectError(run(BUNDLED, systemPath(OTHER_RELEASE)), "needs release " + Library.version(), "found 7.8.9");
        expectError(run(BUNDLED, property(OTHER_RELEASE.resolve(FILE))), "needs release " + Library.version(), "found 7.8.9");
    }

    @Test
    void itIsFoundFromAModule() throws Exception {
        expectLoaded(run(empty, "--module-path=" + JAR, "--add-modules=com.neuroshard.version", systemPath(SYSTEM)));
    }

    @Test
    void theModuleExportsThePublicPackageAlone() {
        ModuleDescriptor module = ModuleFinder.of(JAR).find("com.neuroshard.version").orElseThrow().descriptor();
        assertFalse(module.isAutomatic());
        assertEquals(Set.of("com.neuroshard.version"),
                module.exports().stream().map(ModuleDescriptor.Exports::source).collect(Collectors.toSet()));
        assertEquals(Set.of("java.base"),
                module.requires().stream().map(ModuleDescriptor.Requires::name).collect(Collectors.toSet()));
        assertEquals(Library.version(), module.rawVersion().orElseThrow());
    }
}
