package io.millrace.dataflow.types;

import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.tuple.Tuple0;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A Tuple class, or a subclass of one without fields of its own. No field may be null. */
public final class TupleTypeInfo<T extends Tuple> extends TupleTypeInfoBase<T> {

    private static final long serialVersionUID = 1L;

    /** The tuple of as many fields as types are given. */
    @SuppressWarnings("unchecked")
    public TupleTypeInfo(TypeInformation<?>... types) {
        this((Class<T>) (types.length == 0 ? Tuple0.class : Tuple.getTupleClass(types.length)), types);
    }

    public TupleTypeInfo(Class<T> tupleType, TypeInformation<?>... types) {
        super(tupleType, types);
        if (types.length > Tuple.MAX_ARITY) {
            throw new IllegalArgumentException("More than " + Tuple.MAX_ARITY + " fields: " + types.length);
        }
    }

    /** A tuple of basic types, by their classes. */
    public static <X extends Tuple> TupleTypeInfo<X> getBasicTupleTypeInfo(Class<?>... basicTypes) {
        TypeInformation<?>[] types = new TypeInformation<?>[basicTypes.length];
        for (int i = 0; i < basicTypes.length; i++) {
            TypeInformation<?> type = BasicTypeInfo.getInfoFor(basicTypes[i]);
            if (type == null) {
                throw new IllegalArgumentException(
                        "Type at position " + i + " is not a basic type: " + basicTypes[i].getName());
            }
            types[i] = type;
        }
        return new TupleTypeInfo<>(types);
    }

    @Override
    public boolean isTupleType() {
        return true;
    }

    @Override
    public String[] getFieldNames() {
        String[] names = new String[types.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = "f" + i;
        }
        return names;
    }

    @Override
    public int getFieldIndex(String fieldName) {
        int position = FieldExpression.tuplePosition(fieldName);
        return position < types.length ? position : -1;
    }

    @Override
    public Map<String, TypeInformation<?>> getGenericParameters() {
        Map<String, TypeInformation<?>> parameters = new LinkedHashMap<>();
        for (int i = 0; i < types.length; i++) {
            parameters.put("T" + i, types[i]);
        }
        return parameters;
    }

    @Override
    public String toString() {
        return "Java " + getTypeClass().getSimpleName() + "<" + fieldTypesText() + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TupleTypeInfo && super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof TupleTypeInfo;
    }
}
