package io.millrace.dataflow.typeutils;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.types.FieldExpression;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.SerializerProvider;
import io.millrace.dataflow.types.TypeInformation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A type with fields: a tuple, a POJO, a Java record, a row. Fields are found by position, or by expressions such as
 * {@code "word"}, {@code "f1"}, {@code "complex.word"}, and {@code "*"} or {@code "_"} for the whole.
 */
public abstract class CompositeType<T> extends TypeInformation<T> {

    private static final long serialVersionUID = 1L;

    private final Class<T> typeClass;

    protected CompositeType(Class<T> typeClass) {
        this.typeClass = Objects.requireNonNull(typeClass);
    }

    /** The type of the field at a position, from 0. */
    public abstract <X> TypeInformation<X> getTypeAt(int pos);

    /** The names of the fields, in order. */
    public abstract String[] getFieldNames();

    /** The position of the field of that name, or -1. */
    public abstract int getFieldIndex(String fieldName);

    /** The error for a first part of an expression that names no field of this type. */
    protected abstract InvalidFieldReferenceException noSuchField(String fieldName);

    /**
     * The type of the field that the expression names.
     *
     * @throws InvalidFieldReferenceException if there is no such field
     */
    @SuppressWarnings("unchecked")
    public <X> TypeInformation<X> getTypeAt(String fieldExpression) {
        FieldExpression expression = FieldExpression.parse(fieldExpression);
        if (expression.isWildcard()) {
            return (TypeInformation<X>) this;
        }
        TypeInformation<?> field = getTypeAt(positionOf(expression));
        String rest = expression.rest();
        if (rest == null) {
            return (TypeInformation<X>) field;
        }
        if (field instanceof CompositeType<?> composite) {
            return composite.getTypeAt(rest);
        }
        if (field instanceof LateBoundTypeInfo) {
            return LateBoundTypeInfo.any();
        }
        throw notComposite(rest, field);
    }

    /**
     * The fields, with nested ones laid out flat, that the expression names.
     *
     * @throws InvalidFieldReferenceException if there is no such field
     */
    public List<FlatFieldDescriptor> getFlatFields(String fieldExpression) {
        List<FlatFieldDescriptor> result = new ArrayList<>();
        getFlatFields(fieldExpression, 0, result);
        return result;
    }

    /** As {@link #getFlatFields(String)}, adding to {@code result} with {@code offset} added to each position. */
    public void getFlatFields(String fieldExpression, int offset, List<FlatFieldDescriptor> result) {
        FieldExpression expression = FieldExpression.parse(fieldExpression);
        if (expression.isWildcard()) {
            for (int i = 0; i < getArity(); i++) {
                addAll(getTypeAt(i), offset + flatOffset(i), result);
            }
            return;
        }
        int position = positionOf(expression);
        TypeInformation<?> field = getTypeAt(position);
        int fieldOffset = offset + flatOffset(position);
        String rest = expression.rest();
        if (rest == null) {
            addAll(field, fieldOffset, result);
        } else if (field instanceof CompositeType<?> composite) {
            composite.getFlatFields(rest, fieldOffset, result);
        } else if (field instanceof LateBoundTypeInfo) {
            result.add(new FlatFieldDescriptor(fieldOffset, LateBoundTypeInfo.any()));
        } else {
            throw notComposite(rest, field);
        }
    }

    private static void addAll(TypeInformation<?> field, int offset, List<FlatFieldDescriptor> result) {
        if (field instanceof CompositeType<?> composite) {
            composite.getFlatFields("*", offset, result);
        } else {
            result.add(new FlatFieldDescriptor(offset, field));
        }
    }

    private int positionOf(FieldExpression expression) {
        int position = getFieldIndex(expression.first());
        if (position < 0) {
            throw noSuchField(expression.first());
        }
        return position;
    }

    private int flatOffset(int position) {
        int offset = 0;
        for (int i = 0; i < position; i++) {
            offset += getTypeAt(i).getTotalFields();
        }
        return offset;
    }

    private static InvalidFieldReferenceException notComposite(String rest, TypeInformation<?> field) {
        return new InvalidFieldReferenceException(
                "Nested field expression \"" + rest + "\" not possible on atomic type " + field + ".");
    }

    /**
     * The order of the records by some fields.
     *
     * @param logicalKeyFields their positions among all fields laid out flat, the most significant first
     * @param orders whether each is ascending
     * @param logicalFieldOffset the position of this type's first field, if it lies in another type
     */
    public TypeComparator<T> createComparator(
            int[] logicalKeyFields, boolean[] orders, int logicalFieldOffset, ExecutionConfig config) {
        return SerializerProvider.installed().comparatorFor(this, logicalKeyFields, orders, logicalFieldOffset, config);
    }

    public boolean hasField(String fieldName) {
        return getFieldIndex(fieldName) >= 0;
    }

    /** Whether the order of the fields is the same in every run. */
    public boolean hasDeterministicFieldOrder() {
        return true;
    }

    @Override
    public boolean isKeyType() {
        for (int i = 0; i < getArity(); i++) {
            if (!getTypeAt(i).isKeyType()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean isSortKeyType() {
        for (int i = 0; i < getArity(); i++) {
            if (!getTypeAt(i).isSortKeyType()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int getTotalFields() {
        int total = 0;
        for (int i = 0; i < getArity(); i++) {
            total += getTypeAt(i).getTotalFields();
        }
        return Math.max(1, total);
    }

    @Override
    public Class<T> getTypeClass() {
        return typeClass;
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CompositeType<?> that && that.canEqual(this) && typeClass == that.typeClass;
    }

    @Override
    public int hashCode() {
        return typeClass.getName().hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof CompositeType;
    }

    /** One field that has no fields itself: where it stands when all are laid out flat, and its type. */
    public static class FlatFieldDescriptor {

        private final int keyPosition;
        private final TypeInformation<?> type;

        public FlatFieldDescriptor(int keyPosition, TypeInformation<?> type) {
            this.keyPosition = keyPosition;
            this.type = type;
        }

        public int getPosition() {
            return keyPosition;
        }

        public TypeInformation<?> getType() {
            return type;
        }

        @Override
        public String toString() {
            return "FlatFieldDescriptor [position=" + keyPosition + " typeInfo=" + type + "]";
        }
    }

    /** An expression names a field that the type has not. */
    public static class InvalidFieldReferenceException extends IllegalArgumentException {

        private static final long serialVersionUID = 1L;

        public InvalidFieldReferenceException(String message) {
            super(message);
        }
    }
}
