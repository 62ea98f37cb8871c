package io.millrace.dataflow.state;

import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import java.util.List;
import java.util.Objects;

/** Names a {@link ListState}. */
public class ListStateDescriptor<T> extends StateDescriptor<ListState<T>, List<T>> {
    private static final long serialVersionUID = 1L;

    private final TypeInformation<T> elementType;

    public ListStateDescriptor(String name, Class<T> elementTypeClass) {
        this(name, typeOf(name, elementTypeClass));
    }

    public ListStateDescriptor(String name, TypeInformation<T> elementTypeInfo) {
        super(name, Types.LIST(Objects.requireNonNull(elementTypeInfo, "elementTypeInfo")));
        this.elementType = elementTypeInfo;
    }

    public TypeInformation<T> getElementTypeInformation() {
        return elementType;
    }

    @Override
    public Type getType() {
        return Type.LIST;
    }
}
