package com.neuroshard.version;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Text on its way to the library and back. */
final class Utf8 {
    private Utf8() {}

    /** The bytes of a text. A lone surrogate gives the three bytes that UTF-8 forbids, for the library to refuse. */
    static byte[] encode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return encodeByCodePoints(text);
            }
        }
        return text.getBytes(UTF_8);
    }

    private static byte[] encodeByCodePoints(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length() + 16);
        text.codePoints().forEach(codePoint -> {
            if (Character.getType(codePoint) == Character.SURROGATE) {
                bytes.write(0xE0 | codePoint >> 12);
                bytes.write(0x80 | codePoint >> 6 & 0x3F);
                bytes.write(0x80 | codePoint & 0x3F);
            } else {
                bytes.writeBytes(Character.toString(codePoint).getBytes(UTF_8));
            }
        });
        return bytes.toByteArray();
    }

    static byte[][] encodeAll(Collection<String> texts) {
        return texts.stream().map(Utf8::encode).toArray(byte[][]::new);
    }

    static byte[][] requireNonNull(byte[][] texts) {
        for (byte[] text : texts) {
            Objects.requireNonNull(text);
        }
        return texts;
    }

    static String decode(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    static List<String> decodeAll(byte[][] texts) {
        return Arrays.stream(texts).map(Utf8::decode).toList();
    }
}
