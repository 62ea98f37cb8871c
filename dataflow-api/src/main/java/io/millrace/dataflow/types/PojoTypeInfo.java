package io.millrace.dataflow.types;

import io.millrace.dataflow.typeutils.CompositeType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A plain class with a constructor without arguments whose fields are public or have getters and setters. Records may be
 * of subclasses, and fields may be null. Fields are in the order of their names.
 */
public class PojoTypeInfo<T> extends CompositeType<T> {

    private static final long serialVersionUID = 1L;

    private final List<PojoField> fields;
    private final Map<String, TypeInformation<?>> genericParameters;

    public PojoTypeInfo(Class<T> typeClass, List<PojoField> fields) {
        this(typeClass, fields, Map.of());
    }

    PojoTypeInfo(Class<T> typeClass, List<PojoField> fields, Map<String, TypeInformation<?>> genericParameters) {
        super(typeClass);
        this.fields = new ArrayList<>(fields);
        this.fields.sort(Comparator.comparing(f -> f.getField().getName()));
        this.genericParameters = new LinkedHashMap<>(genericParameters);
    }

    public PojoField getPojoFieldAt(int pos) {
        return fields.get(pos);
    }

    @Override
    public int getArity() {
        return fields.size();
    }

    @Override
    @SuppressWarnings("unchecked")
    public <X> TypeInformation<X> getTypeAt(int pos) {
        return (TypeInformation<X>) fields.get(pos).getTypeInformation();
    }

    @Override
    public String[] getFieldNames() {
        return fields.stream().map(f -> f.getField().getName()).toArray(String[]::new);
    }

    @Override
    public int getFieldIndex(String fieldName) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).getField().getName().equals(fieldName)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    protected InvalidFieldReferenceException noSuchField(String fieldName) {
        return new InvalidFieldReferenceException("Unable to find field \"" + fieldName + "\" in type " + this + ".");
    }

    @Override
    public Map<String, TypeInformation<?>> getGenericParameters() {
        return Map.copyOf(genericParameters);
    }

    /** The fields of a POJO can be sorted only if its records can: one field at a time. */
    @Override
    public boolean isSortKeyType() {
        return Comparable.class.isAssignableFrom(getTypeClass());
    }

    @Override
    public String toString() {
        return "PojoType<" + getTypeClass().getName() + ", fields = "
                + fields.stream().map(Object::toString).collect(Collectors.joining(", ", "[", "]")) + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof PojoTypeInfo<?> that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + fields.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof PojoTypeInfo;
    }
}
