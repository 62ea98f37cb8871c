package io.millrace.dataflow.state;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.base.ListSerializer;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Names a {@link ListState}. */
public class ListStateDescriptor<T> extends StateDescriptor<ListState<T>, List<T>> {
    private static final long serialVersionUID = 1L;

    private final @Nullable TypeInformation<T> elementType;
    private final @Nullable TypeSerializer<T> elementSerializer;

    public ListStateDescriptor(String name, Class<T> elementTypeClass) {
        this(name, typeOf(name, elementTypeClass));
    }

    public ListStateDescriptor(String name, TypeInformation<T> elementTypeInfo) {
        super(name, Types.LIST(Objects.requireNonNull(elementTypeInfo, "elementTypeInfo")));
        this.elementType = elementTypeInfo;
        this.elementSerializer = null;
    }

    public ListStateDescriptor(String name, TypeSerializer<T> typeSerializer) {
        super(name, new ListSerializer<>(typeSerializer));
        this.elementType = null;
        this.elementSerializer = typeSerializer;
    }

    /** Null if the descriptor was made with a serialiser. */
    public @Nullable TypeInformation<T> getElementTypeInformation() {
        return elementType;
    }

    /** A serialiser of the elements, of its own for the caller: the given one, else that of their type. */
    public TypeSerializer<T> createElementSerializer(SerializerConfig config) {
        return elementSerializer != null
                ? elementSerializer.duplicate()
                : Objects.requireNonNull(elementType).createSerializer(config);
    }

    @Override
    public Type getType() {
        return Type.LIST;
    }
}
