package com.neuroshard.version;

/**
 * Records of a log (S22).
 *
 * @param jsonLines whole lines, a record each, about a mebibyte; empty where there is nothing more
 * @param last sequence of the last record in it; where there is none, the one that was asked about
 * @since 1.0
 */
public record RecordPage(String jsonLines, long last) {
    /** Called by the library. */
    RecordPage(byte[] jsonLines, long last) {
        this(Utf8.decode(jsonLines), last);
    }
}
