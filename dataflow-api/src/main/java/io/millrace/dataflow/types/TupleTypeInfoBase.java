package io.millrace.dataflow.types;

import io.millrace.dataflow.typeutils.CompositeType;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What tuples and rows have in common: fields by position. */
public abstract class TupleTypeInfoBase<T> extends CompositeType<T> {

    private static final long serialVersionUID = 1L;

    /** The types of the fields, by position. */
    protected final TypeInformation<?>[] types;

    protected TupleTypeInfoBase(Class<T> typeClass, TypeInformation<?>... types) {
        super(typeClass);
        this.types = types.clone();
        for (int i = 0; i < types.length; i++) {
            if (types[i] == null) {
                throw new NullPointerException("The type of field " + i + " is null.");
            }
        }
    }

    public TypeInformation<?>[] getFieldTypes() {
        return types.clone();
    }

    @Override
    public int getArity() {
        return types.length;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <X> TypeInformation<X> getTypeAt(int pos) {
        if (pos < 0 || pos >= types.length) {
            throw new IndexOutOfBoundsException("Field position out of range: expected=0 to " + (types.length - 1)
                    + ", actual=" + pos + ", in " + this);
        }
        return (TypeInformation<X>) types[pos];
    }

    @Override
    protected InvalidFieldReferenceException noSuchField(String fieldName) {
        if (FieldExpression.tuplePosition(fieldName) < 0) {
            return new InvalidFieldReferenceException("Invalid tuple field reference \"" + fieldName
                    + "\": unable to find field \"" + fieldName + "\" in type " + this + ".");
        }
        return new InvalidFieldReferenceException(
                "Tuple field expression \"" + fieldName + "\" out of bounds of " + this + ".");
    }

    /** The types of the fields, as printed in a tuple's name. */
    final String fieldTypesText() {
        return Arrays.stream(types).map(Object::toString).collect(Collectors.joining(", "));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof TupleTypeInfoBase<?> that && Arrays.equals(types, that.types);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + Arrays.hashCode(types);
    }
}
