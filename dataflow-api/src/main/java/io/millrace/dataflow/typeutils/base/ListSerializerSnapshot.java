package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.typeutils.CompositeTypeSerializerSnapshot;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.util.List;

/** The snapshot of a {@link ListSerializer}: that of its elements' serialiser. */
public class ListSerializerSnapshot<T> extends CompositeTypeSerializerSnapshot<List<T>, ListSerializer<T>> {

    /** To read a snapshot into. */
    public ListSerializerSnapshot() {}

    public ListSerializerSnapshot(ListSerializer<T> listSerializer) {
        super(listSerializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
        return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(ListSerializer<T> outerSerializer) {
        return new TypeSerializer<?>[] {outerSerializer.getElementSerializer()};
    }

    @Override
    @SuppressWarnings("unchecked")
    protected ListSerializer<T> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nestedSerializers) {
        return new ListSerializer<>((TypeSerializer<T>) nestedSerializers[0]);
    }
}
