import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;

/** The words of a line of the ledger, one after the other. It need not be UTF-8: it is kept as a character for each byte. */
final class Words {
    private String rest;

    Words(byte[] line) {
        rest = new String(line, ISO_8859_1);
    }

    static IOException noSuchCommand() {
        return new IOException("no such command");
    }

    private String take() {
        int end = rest.indexOf(' ');
        String word = end < 0 ? rest : rest.substring(0, end);
        rest = end < 0 ? "" : rest.substring(end + 1);
        return word;
    }

    /** The command, which may be empty. */
    byte[] first() {
        return take().getBytes(ISO_8859_1);
    }

    byte[] next() throws IOException {
        String word = take();
        if (word.isEmpty()) {
            throw noSuchCommand();
        }
        return word.getBytes(ISO_8859_1);
    }

    long number() throws IOException {
        try {
            return Long.parseUnsignedLong(take());
        } catch (NumberFormatException error) {
            throw noSuchCommand();
        }
    }

    int port() throws IOException {
        long port = number();
        if (Long.compareUnsigned(port, 0xffff) > 0) {
            throw noSuchCommand();
        }
        return (int) port;
    }

    byte[] rest() {
        return rest.getBytes(ISO_8859_1);
    }
}
