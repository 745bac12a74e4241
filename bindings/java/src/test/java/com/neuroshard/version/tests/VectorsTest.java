package com.neuroshard.version.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.neuroshard.version.NeuroshardException;
import com.neuroshard.version.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs tests/vectors; tests/vectors/README.md says what the files mean. */
class VectorsTest {
    private static final Set<String> FILE_KEYS = Set.of("operation", "about", "rules", "cases");

    @Test
    void allPass() throws IOException {
        List<String> report = new ArrayList<>();
        int total = 0;
        for (Path path : files()) {
            int count = runFile(path);
            report.add("vectors: " + path.getFileName() + ": " + count + " cases");
            total += count;
        }
        report.add("vectors: total: " + total + " cases");
        report.forEach(System.out::println);
        String file = System.getenv("VECTORS_REPORT");
        if (file != null) {
            Files.write(Path.of(file), report);
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> paths = Files.list(Project.source("tests/vectors"))) {
            List<Path> files = paths.filter(path -> path.toString().endsWith(".json")).sorted().toList();
            assertFalse(files.isEmpty());
            return files;
        }
    }

    private static int runFile(Path path) throws IOException {
        JsonObject file = JsonParser.parseString(Files.readString(path)).getAsJsonObject();
        assertEquals(FILE_KEYS, file.keySet(), path::toString);
        JsonArray cases = file.getAsJsonArray("cases");
        assertFalse(cases.isEmpty(), path::toString);
        for (JsonElement one : cases) {
            String name = path.getFileName() + ": " + one.getAsJsonObject().get("name").getAsString();
            try {
                runCase(file.get("operation").getAsString(), one.getAsJsonObject());
            } catch (AssertionError | RuntimeException error) {
                throw new AssertionError(name, error);
            }
        }
        return cases.size();
    }

    private static void runCase(String operation, JsonObject json) {
        VectorInputs inputs = new VectorInputs(json, "name", "ok", "error");
        JsonObject got = new JsonObject();
        try {
            got.add("ok", VectorOperations.run(operation, inputs));
        } catch (NeuroshardException error) {
            got.add("error", describe(error));
        }
        JsonObject expected = new JsonObject();
        Stream.of("ok", "error").filter(json::has).forEach(outcome -> expected.add(outcome, json.get(outcome)));
        assertEquals(1, expected.size(), "exactly one of ok and error");
        assertEquals(expected, got);
        inputs.expectNoOtherKeys();
    }

    private static JsonObject describe(NeuroshardException error) {
        JsonObject described = new JsonObject();
        described.addProperty("status", Status.nameOf(error.statusNumber()));
        described.add("offset",
                error.offset().isPresent() ? new JsonPrimitive(error.offset().getAsLong()) : JsonNull.INSTANCE);
        described.addProperty("message", error.getMessage());
        return described;
    }
}
