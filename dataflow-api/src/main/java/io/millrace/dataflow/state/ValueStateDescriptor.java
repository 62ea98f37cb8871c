package io.millrace.dataflow.state;

import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Names a {@link ValueState}. */
public class ValueStateDescriptor<T> extends StateDescriptor<ValueState<T>, T> {
    private static final long serialVersionUID = 1L;

    // Serialisable because the engine ships descriptors only after checking it; Flink's signature has no bound here.
    @SuppressWarnings("serial")
    private final @Nullable T defaultValue;

    public ValueStateDescriptor(String name, Class<T> typeClass) {
        super(name, typeClass);
        this.defaultValue = null;
    }

    public ValueStateDescriptor(String name, TypeInformation<T> typeInfo) {
        super(name, typeInfo);
        this.defaultValue = null;
    }

    public ValueStateDescriptor(String name, TypeSerializer<T> typeSerializer) {
        super(name, typeSerializer);
        this.defaultValue = null;
    }

    /** Each caller of {@code value()} gets a copy of the default. */
    public ValueStateDescriptor(String name, Class<T> typeClass, @Nullable T defaultValue) {
        super(name, typeClass);
        this.defaultValue = defaultValue;
    }

    /** Each caller of {@code value()} gets a copy of the default. */
    public ValueStateDescriptor(String name, TypeInformation<T> typeInfo, @Nullable T defaultValue) {
        super(name, typeInfo);
        this.defaultValue = defaultValue;
    }

    /** Each caller of {@code value()} gets a copy of the default. */
    public ValueStateDescriptor(String name, TypeSerializer<T> typeSerializer, @Nullable T defaultValue) {
        super(name, typeSerializer);
        this.defaultValue = defaultValue;
    }

    @Override
    public Type getType() {
        return Type.VALUE;
    }

    @Override
    public @Nullable T getDefaultValue() {
        T value = defaultValue;
        return value != null && isSerializerInitialized() ? getSerializer().copy(value) : value;
    }
}
