package io.millrace.datastream.runtime;

import io.millrace.dataflow.io.SimpleVersionedSerializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Splits, or what an enumerator keeps, as bytes: the serialiser's version (4 bytes, big end first), then what the serialiser writes. */
public final class SplitCodec<S> {
    private final SimpleVersionedSerializer<S> serializer;

    public SplitCodec(SimpleVersionedSerializer<S> serializer) {
        this.serializer = serializer;
    }

    public byte[] encode(S split) throws IOException {
        byte[] body = serializer.serialize(split);
        return ByteBuffer.allocate(Integer.BYTES + body.length)
                .putInt(serializer.getVersion())
                .put(body)
                .array();
    }

    public S decode(byte[] encoded) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(encoded);
        int version = buffer.getInt();
        byte[] body = new byte[buffer.remaining()];
        buffer.get(body);
        return serializer.deserialize(version, body);
    }

    public List<S> decodeAll(List<byte[]> encoded) throws IOException {
        List<S> splits = new ArrayList<>(encoded.size());
        for (byte[] split : encoded) {
            splits.add(decode(split));
        }
        return splits;
    }
}
