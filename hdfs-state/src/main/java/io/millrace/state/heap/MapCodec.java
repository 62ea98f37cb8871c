package io.millrace.state.heap;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stored form of map state: a LinkedHashMap, which the state changes in place. */
final class MapCodec extends ValueCodec {
    private static final int NULL_KEY = 1;
    private static final int NULL_VALUE = 2;

    private final TypeSerializer<Object> keys;
    private final TypeSerializer<Object> values;

    MapCodec(TypeSerializer<Object> keys, TypeSerializer<Object> values, boolean expires) {
        super(expires);
        this.keys = keys;
        this.values = values;
    }

    @Override
    Capture capture() {
        return keys.isImmutableType() && values.isImmutableType() ? Capture.COPY : Capture.WRITE;
    }

    @Override
    ValueCodec duplicate() {
        return new MapCodec(keys.duplicate(), values.duplicate(), expires);
    }

    @Override
    Object copy(Object stored) {
        return new LinkedHashMap<>((Map<?, ?>) stored);
    }

    @Override
    @SuppressWarnings("unchecked")
    public void write(Object stored, DataOutput out) throws IOException {
        Map<@Nullable Object, @Nullable Object> map = (Map<@Nullable Object, @Nullable Object>) stored;
        out.writeInt(map.size());
        for (Map.Entry<@Nullable Object, @Nullable Object> entry : map.entrySet()) {
            Object key = entry.getKey();
            Object kept = entry.getValue();
            Object value = kept == null ? null : unstamped(kept);
            out.writeByte((key == null ? NULL_KEY : 0) | (value == null ? NULL_VALUE : 0));
            if (key != null) {
                keys.serialize(key, out);
            }
            if (kept != null) {
                writeStamp(kept, out);
            }
            if (value != null) {
                values.serialize(value, out);
            }
        }
    }

    @Override
    @SuppressWarnings("NullAway") // stamps may hold null where the user put it
    public Object read(DataInput in, int bytesLeft) throws IOException {
        int count = KeyedFormat.count("entries of a map", in.readInt(), bytesLeft);
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            int flags = in.readUnsignedByte();
            Object key = (flags & NULL_KEY) == 0 ? keys.deserialize(in) : null;
            long usedAt = expires ? in.readLong() : 0;
            Object value = (flags & NULL_VALUE) == 0 ? values.deserialize(in) : null;
            map.put(key, expires ? new Stamped(value, usedAt) : value);
        }
        return map;
    }
}
