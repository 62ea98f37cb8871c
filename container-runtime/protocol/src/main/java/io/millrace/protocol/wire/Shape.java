package io.millrace.protocol.wire;

import java.io.IOException;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.Encoder;

/** How the values of one Java type are written and read. */
interface Shape {
    void write(Object value, Encoder out) throws IOException;

    Object read(BinaryDecoder in) throws IOException;

    /** Reads a length and refuses one that the remaining bytes cannot hold, before anything is allocated for it. */
    static int length(long length, BinaryDecoder in) throws IOException {
        int remaining = in.inputStream().available();
        if (length < 0 || length > remaining) {
            throw new CorruptMessageException("a length of " + length + ", but only " + remaining + " bytes are left");
        }
        return (int) length;
    }
}
