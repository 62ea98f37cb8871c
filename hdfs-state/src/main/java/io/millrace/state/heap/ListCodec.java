package io.millrace.state.heap;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The stored form of list state: an ArrayList, which the state changes in place. */
final class ListCodec extends ValueCodec {
    private final TypeSerializer<Object> element;
    private final boolean padded;

    ListCodec(TypeSerializer<Object> element, boolean expires) {
        super(expires);
        this.element = element;
        this.padded = element.getLength() == 0 && !expires;
    }

    @Override
    Capture capture() {
        return element.isImmutableType() ? Capture.COPY : Capture.WRITE;
    }

    @Override
    ValueCodec duplicate() {
        return new ListCodec(element.duplicate(), expires);
    }

    @Override
    Object copy(Object stored) {
        return new ArrayList<>((List<?>) stored);
    }

    @Override
    public void write(Object stored, DataOutput out) throws IOException {
        List<?> list = (List<?>) stored;
        out.writeInt(list.size());
        for (Object kept : list) {
            writeStamp(kept, out);
            element.serialize(unstamped(kept), out);
            if (padded) {
                out.writeByte(0);
            }
        }
    }

    @Override
    public Object read(DataInput in, int bytesLeft) throws IOException {
        int count = KeyedFormat.count("elements of a list", in.readInt(), bytesLeft);
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (expires) {
                long usedAt = in.readLong();
                list.add(new Stamped(element.deserialize(in), usedAt));
            } else {
                list.add(element.deserialize(in));
            }
            if (padded) {
                in.readByte();
            }
        }
        return list;
    }
}
