package io.millrace.dataflow.state;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.base.MapSerializer;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Names a {@link MapState}. */
public class MapStateDescriptor<UK, UV> extends StateDescriptor<MapState<UK, UV>, Map<UK, UV>> {
    private static final long serialVersionUID = 1L;

    private final @Nullable TypeInformation<UK> keyType;
    private final @Nullable TypeInformation<UV> valueType;
    private final @Nullable TypeSerializer<UK> keySerializer;
    private final @Nullable TypeSerializer<UV> valueSerializer;

    public MapStateDescriptor(String name, Class<UK> keyClass, Class<UV> valueClass) {
        this(name, typeOf(name, keyClass), typeOf(name, valueClass));
    }

    public MapStateDescriptor(String name, TypeInformation<UK> keyTypeInfo, TypeInformation<UV> valueTypeInfo) {
        super(name, Types.MAP(keyTypeInfo, valueTypeInfo));
        this.keyType = keyTypeInfo;
        this.valueType = valueTypeInfo;
        this.keySerializer = null;
        this.valueSerializer = null;
    }

    public MapStateDescriptor(String name, TypeSerializer<UK> keySerializer, TypeSerializer<UV> valueSerializer) {
        super(name, new MapSerializer<>(keySerializer, valueSerializer));
        this.keyType = null;
        this.valueType = null;
        this.keySerializer = keySerializer;
        this.valueSerializer = valueSerializer;
    }

    /** Null if the descriptor was made with serialisers. */
    public @Nullable TypeInformation<UK> getKeyTypeInformation() {
        return keyType;
    }

    /** Null if the descriptor was made with serialisers. */
    public @Nullable TypeInformation<UV> getValueTypeInformation() {
        return valueType;
    }

    /** A serialiser of the keys, of its own for the caller: the given one, else that of their type. */
    public TypeSerializer<UK> createKeySerializer(SerializerConfig config) {
        return keySerializer != null
                ? keySerializer.duplicate()
                : Objects.requireNonNull(keyType).createSerializer(config);
    }

    /** A serialiser of the values, of its own for the caller: the given one, else that of their type. */
    public TypeSerializer<UV> createValueSerializer(SerializerConfig config) {
        return valueSerializer != null
                ? valueSerializer.duplicate()
                : Objects.requireNonNull(valueType).createSerializer(config);
    }

    @Override
    public Type getType() {
        return Type.MAP;
    }
}
