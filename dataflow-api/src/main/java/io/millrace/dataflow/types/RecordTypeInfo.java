package io.millrace.dataflow.types;

import io.millrace.dataflow.typeutils.CompositeType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** A Java record. Components are in the order of their declaration; those that are not primitive may be null. */
public final class RecordTypeInfo<T> extends CompositeType<T> {

    private static final long serialVersionUID = 1L;

    private final List<String> names;
    private final TypeInformation<?>[] types;

    /**
     * @param types the types of the components, in order
     * @throws IllegalArgumentException if the class is not a record or has another number of components
     */
    public RecordTypeInfo(Class<T> recordClass, TypeInformation<?>... types) {
        super(recordClass);
        if (!recordClass.isRecord()) {
            throw new IllegalArgumentException("Not a Java record: " + recordClass.getName());
        }
        this.names = List.copyOf(Arrays.stream(recordClass.getRecordComponents())
                .map(RecordComponent::getName)
                .toList());
        if (names.size() != types.length) {
            throw new IllegalArgumentException("Record " + recordClass.getName() + " has other components: expected="
                    + names + ", actual=" + Arrays.toString(types));
        }
        this.types = types.clone();
    }

    @Override
    public int getArity() {
        return types.length;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <X> TypeInformation<X> getTypeAt(int pos) {
        return (TypeInformation<X>) types[pos];
    }

    @Override
    public String[] getFieldNames() {
        return names.toArray(new String[0]);
    }

    @Override
    public int getFieldIndex(String fieldName) {
        return names.indexOf(fieldName);
    }

    @Override
    protected InvalidFieldReferenceException noSuchField(String fieldName) {
        return new InvalidFieldReferenceException("Unable to find field \"" + fieldName + "\" in type " + this + ".");
    }

    /** Records are sorted one component at a time, unless they say themselves how they compare. */
    @Override
    public boolean isSortKeyType() {
        return Comparable.class.isAssignableFrom(getTypeClass()) || super.isSortKeyType();
    }

    @Override
    public String toString() {
        StringJoiner text =
                new StringJoiner(", ", "RecordType<" + getTypeClass().getName() + ", fields = [", "]>");
        for (int i = 0; i < types.length; i++) {
            text.add(names.get(i) + ": " + types[i]);
        }
        return text.toString();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof RecordTypeInfo<?> that && Arrays.equals(types, that.types);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Arrays.hashCode(types);
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof RecordTypeInfo;
    }
}
