package io.millrace.datastream.functions.sink.filesystem.bucketassigners;

import io.millrace.dataflow.io.SimpleVersionedSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Strings as their bytes in UTF-8. */
public final class SimpleVersionedStringSerializer implements SimpleVersionedSerializer<String> {
    public static final SimpleVersionedStringSerializer INSTANCE = new SimpleVersionedStringSerializer();

    private SimpleVersionedStringSerializer() {}

    @Override
    public int getVersion() {
        return 1;
    }

    @Override
    public byte[] serialize(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String deserialize(int version, byte[] serialized) throws IOException {
        if (version != 1) {
            throw new IOException("A string was written in a form unknown here: expected=1, actual=" + version);
        }
        return new String(serialized, StandardCharsets.UTF_8);
    }
}
