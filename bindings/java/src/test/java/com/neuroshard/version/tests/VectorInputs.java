package com.neuroshard.version.tests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.neuroshard.version.Manager;
import com.neuroshard.version.ManagerBuilder;
import com.neuroshard.version.Network;
import com.neuroshard.version.NeuroshardException;
import com.neuroshard.version.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An object of inputs of the test vectors, read as tests/vectors/README.md says; it remembers the keys it was asked for. */
final class VectorInputs {
    private static final Map<String, BiConsumer<Manager, JsonElement>> STEPS = Map.of(
            "advance", inputs((manager, step) -> manager.advance(step.number("height"), step.number("time"))),
            "rewind", inputs((manager, step) -> manager.rewind(step.number("height"), step.number("time"))),
            "schedule", (manager, nep) -> manager.scheduleNep(jsonText(nep)),
            "catch_up", (manager, nep) -> manager.catchUpNep(jsonText(nep)),
            "reschedule", inputs((manager, step) ->
                    manager.rescheduleNep(step.text("id"), step.number("height"), step.number("time"))),
            "cancel", inputs((manager, step) -> manager.cancelNep(step.text("id"), step.text("reason"))),
            "activate", (manager, id) -> assertTrue(manager.activateNep(text(id)).activated(), id::toString));

    private final JsonObject json;
    private final Set<String> known;

    VectorInputs(JsonObject json, String... known) {
        this.json = json;
        this.known = new HashSet<>(List.of(known));
    }

    /** T: a text of bytes. */
    static byte[] text(JsonElement value) {
        if (value.isJsonPrimitive()) {
            return value.getAsString().getBytes(UTF_8);
        }
        JsonObject object = value.getAsJsonObject();
        if (object.has("repeat")) {
            assertEquals(Set.of("repeat", "times"), object.keySet());
            return object.get("repeat").getAsString().repeat(object.get("times").getAsInt()).getBytes(UTF_8);
        }
        assertEquals(Set.of("hex"), object.keySet());
        return HexFormat.of().parseHex(object.get("hex").getAsString());
    }

    /** J: a JSON text. */
    static byte[] jsonText(JsonElement value) {
        if (value.isJsonObject() && value.getAsJsonObject().has("value")) {
            assertEquals(Set.of("value"), value.getAsJsonObject().keySet());
            return value.getAsJsonObject().get("value").toString().getBytes(UTF_8);
        }
        return text(value);
    }

    /** V: a version. */
    static Version version(JsonElement value) {
        if (value.isJsonPrimitive()) {
            return Version.parse(value.getAsString());
        }
        assertEquals(Set.of("json"), value.getAsJsonObject().keySet());
        return Version.fromJson(text(value.getAsJsonObject().get("json")));
    }

    boolean has(String key) {
        known.add(key);
        return json.has(key);
    }

    JsonElement get(String key) {
        known.add(key);
        JsonElement value = json.get(key);
        assertNotNull(value, () -> "no " + key);
        return value;
    }

    byte[] text(String key) {
        return text(get(key));
    }

    byte[][] texts(String key) {
        return elements(key).map(VectorInputs::text).toArray(byte[][]::new);
    }

    byte[] jsonText(String key) {
        return jsonText(get(key));
    }

    List<byte[]> jsonTexts(String key) {
        return elements(key).map(VectorInputs::jsonText).toList();
    }

    Version version(String key) {
        return version(get(key));
    }

    List<Version> versions(String key) {
        return elements(key).map(VectorInputs::version).toList();
    }

    VectorInputs inputs(String key) {
        return new VectorInputs(get(key).getAsJsonObject());
    }

    /** N: a number of 64 bits. */
    long number(String key) {
        return Long.parseUnsignedLong(get(key).getAsString());
    }

    private Stream<JsonElement> elements(String key) {
        return StreamSupport.stream(get(key).getAsJsonArray().spliterator(), false);
    }

    Network network() {
        if (!has("network")) {
            return Network.mainnet();
        }
        try {
            return Network.fromJson(Files.readAllBytes(
                    Project.source("tests/vectors/networks/" + get("network").getAsString() + ".json")));
        } catch (IOException error) {
            throw new UncheckedIOException(error);
        }
    }

    /** The manager that the inputs describe, after its steps. */
    Manager manager() {
        ManagerBuilder builder = Manager.builder();
        if (has("network")) {
            builder.network(network());
        }
        if (has("supported_min")) {
            builder.supportedMin(version("supported_min"));
        }
        if (has("supported_max")) {
            builder.supportedMax(version("supported_max"));
        }
        if (has("grease")) {
            builder.grease(get("grease").getAsBoolean());
        }
        if (has("unix_time")) {
            builder.unixTime(number("unix_time"));
        }
        Manager manager = has("import") ? builder.importRecords(text("import")) : builder.build();
        if (has("steps")) {
            takeSteps(manager, get("steps").getAsJsonArray());
        }
        return manager;
    }

    void expectNoOtherKeys() {
        assertEquals(Set.of(), json.keySet().stream().filter(key -> !known.contains(key)).collect(Collectors.toSet()),
                "unknown keys");
    }

    private static void takeSteps(Manager manager, JsonArray steps) {
        for (JsonElement step : steps) {
            List<String> before = saidBy(manager);
            byte[] head = manager.head();
            try {
                takeStep(manager, step.getAsJsonObject());
            } catch (NeuroshardException error) {
                assertSame(steps.get(steps.size() - 1), step, () -> "a step before the last: " + error.getMessage());
                assertEquals(before, saidBy(manager), "changed by a step that failed");
                assertArrayEquals(head, manager.head());
                manager.close();
                throw error;
            }
        }
    }

    private static void takeStep(Manager manager, JsonObject step) {
        assertEquals(1, step.size(), step::toString);
        String kind = step.keySet().iterator().next();
        BiConsumer<Manager, JsonElement> known = STEPS.get(kind);
        assertNotNull(known, () -> "unknown step " + kind);
        known.accept(manager, step.get(kind));
    }

    private static List<String> saidBy(Manager manager) {
        return List.of(manager.statusJson(), String.join("\n", manager.neps()));
    }

    /** A step whose value is an object of inputs. */
    private static BiConsumer<Manager, JsonElement> inputs(BiConsumer<Manager, VectorInputs> take) {
        return (manager, value) -> {
            VectorInputs inputs = new VectorInputs(value.getAsJsonObject());
            take.accept(manager, inputs);
            inputs.expectNoOtherKeys();
        };
    }
}
