import static java.nio.charset.StandardCharsets.UTF_8;

/** One event on a line of standard output. Peers are not to be trusted with our lines. */
final class Line {
    private final StringBuilder text = new StringBuilder("event=");

    Line(String event) {
        text.append(event);
    }

    /** Adds a field: bytes, or what has a text. */
    Line with(String key, Object value) {
        text.append('\t').append(key).append('=');
        for (byte c : value instanceof byte[] bytes ? bytes : value.toString().getBytes(UTF_8)) {
            if (c >= 0x20 && c < 0x7f) {
                text.append((char) c);
            } else {
                text.append(String.format("\\x%02x", c));
            }
        }
        return this;
    }

    void say() {
        System.out.print(text.append('\n'));
        System.out.flush();
    }
}
