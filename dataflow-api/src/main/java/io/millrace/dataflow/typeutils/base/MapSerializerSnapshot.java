package io.millrace.dataflow.typeutils.base;

import io.millrace.dataflow.typeutils.CompositeTypeSerializerSnapshot;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.util.Map;

/** The snapshot of a {@link MapSerializer}: those of its keys' and its values' serialisers. */
public class MapSerializerSnapshot<K, V> extends CompositeTypeSerializerSnapshot<Map<K, V>, MapSerializer<K, V>> {

    /** To read a snapshot into. */
    public MapSerializerSnapshot() {}

    public MapSerializerSnapshot(MapSerializer<K, V> mapSerializer) {
        super(mapSerializer);
    }

    @Override
    protected int getCurrentOuterSnapshotVersion() {
        return 1;
    }

    @Override
    protected TypeSerializer<?>[] getNestedSerializers(MapSerializer<K, V> outerSerializer) {
        return new TypeSerializer<?>[] {outerSerializer.getKeySerializer(), outerSerializer.getValueSerializer()};
    }

    @Override
    @SuppressWarnings("unchecked")
    protected MapSerializer<K, V> createOuterSerializerWithNestedSerializers(TypeSerializer<?>[] nestedSerializers) {
        return new MapSerializer<>((TypeSerializer<K>) nestedSerializers[0], (TypeSerializer<V>) nestedSerializers[1]);
    }
}
