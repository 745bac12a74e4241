package com.neuroshard.version.tests;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.neuroshard.version.Library;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every operation of the C header can be reached: the native library calls it, and a public class calls that. */
class CompletenessTest {
    private static final Map<String, String> EXCEPTIONS =
            Map.of("nsv_manager_nep_count", "the list that neps() returns knows it");

    private static final Path BUILD = Project.build("bindings/java");

    @Test
    void theNativeLibraryCallsEveryFunctionOfTheHeader() throws IOException {
        String header = Files.readString(Project.source("include/neuroshard_version.h"));
        Set<String> functions = matches("\\b(nsv_\\w+)\\(", header.replaceAll("(?s)/\\*.*?\\*/", ""));
        assertTrue(functions.size() > 90, functions::toString);
        Path library = BUILD.resolve("jni").resolve(System.mapLibraryName("neuroshard_version_jni"));
        String names = Files.readString(library, ISO_8859_1);
        Set<String> missing = functions.stream().filter(name -> !names.contains("\0" + name + "\0"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(EXCEPTIONS.keySet(), missing);
    }

    @Test
    void aClassCallsEveryFunctionOfTheNativeLibrary() throws IOException {
        Set<String> functions = matches(" native \\S+ (\\w+)\\(", Files.readString(generated("RawJNI.java")));
        assertTrue(functions.size() > 70, functions::toString);
        String classes = constants(name -> !name.startsWith("Raw"));
        // As a constant: its length in two bytes, and the text.
        assertEquals(Set.of(), functions.stream().filter(name -> !classes.contains("\1\0" + (char) name.length() + name))
                .collect(Collectors.toSet()));
    }

    @Test
    void nothingElseIsGenerated() throws IOException {
        try (Stream<Path> files = Files.list(generated(""))) {
            assertEquals(Set.of("Raw.java", "RawJNI.java", "Release.java"),
                    files.map(path -> path.getFileName().toString()).collect(Collectors.toSet()));
        }
    }

    @Test
    void nothingIsFinalized() throws IOException {
        assertFalse(constants(name -> true).contains("finalize"));
    }

    @Test
    void theRawClassesAreHidden() throws ReflectiveOperationException {
        for (String name : List.of("Raw", "RawJNI", "Handle", "NativeObject")) {
            assertEquals(0, Class.forName(Library.class.getPackageName() + "." + name, false, getClass().getClassLoader())
                    .getModifiers() & Modifier.PUBLIC, name);
        }
    }

    private static Path generated(String file) {
        return BUILD.resolve("generated/com/neuroshard/version").resolve(file);
    }

    private static Set<String> matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The bytes of the compiled classes. */
    private static String constants(Predicate<String> wanted) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(BUILD.resolve("classes/com/neuroshard/version"))) {
            for (Path file : files.filter(path -> wanted.test(path.getFileName().toString())).toList()) {
                all.append(Files.readString(file, ISO_8859_1));
            }
        }
        assertFalse(all.isEmpty());
        return all.toString();
    }
}
