package io.millrace.types.key;

import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.FieldExpression;
import io.millrace.dataflow.types.Row;
import io.millrace.dataflow.typeutils.CompositeType.InvalidFieldReferenceException;
import io.millrace.types.access.FieldHandle;
import io.millrace.types.access.RecordShape;
import java.io.Serializable;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One step of a path: from an object to a field of it. Remembers how for the class it met last. */
final class FieldStep implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The field's name; null if it is meant by position. */
    private final @Nullable String name;
    /** The field's position; that of a tuple field's name; else -1. */
    private final int position;
    /** The path it is part of, for messages. */
    private final String expression;

    private transient @Nullable Class<?> boundTo;
    private transient @Nullable Reach reach;

    private FieldStep(@Nullable String name, int position, String expression) {
        this.name = name;
        this.position = position;
        this.expression = expression;
    }

    static FieldStep named(String name, String expression) {
        return new FieldStep(name, FieldExpression.tuplePosition(name), expression);
    }

    static FieldStep at(int position) {
        return new FieldStep(null, position, String.valueOf(position));
    }

    /** How a field of the objects of one class is read and changed. */
    private interface Reach {

        @Nullable
        Object get(Object owner);

        /** The changed object. */
        Object set(Object owner, @Nullable Object value);
    }

    @Nullable
    Object get(Object owner) {
        return reachIn(owner.getClass()).get(owner);
    }

    Object set(Object owner, @Nullable Object value) {
        return reachIn(owner.getClass()).set(owner, value);
    }

    private Reach reachIn(Class<?> owner) {
        Reach known = reach;
        if (known == null || boundTo != owner) {
            known = bind(owner);
            reach = known;
            boundTo = owner;
        }
        return known;
    }

    private Reach bind(Class<?> owner) {
        if (Tuple.class.isAssignableFrom(owner) && position >= 0) {
            return new OfTuple(position);
        }
        if (owner == Row.class) {
            return new OfRow(name, position);
        }
        if (name == null) {
            return bindPosition(owner);
        }
        if (owner.isRecord()) {
            RecordShape<?> shape = RecordShape.of(owner);
            int index = shape.indexOf(name);
            if (index >= 0) {
                return new OfRecord(shape, index);
            }
        }
        return new OfField(FieldHandle.of(fieldOf(owner, name)));
    }

    private Reach bindPosition(Class<?> owner) {
        if (owner.isArray()) {
            return new OfArray(position);
        }
        if (position == 0) {
            return new Itself();
        }
        throw new InvalidFieldReferenceException("Position " + position + " cannot be taken of class " + owner.getName()
                + ": only tuples, rows and arrays have fields by position. Name the field instead.");
    }

    private Field fieldOf(Class<?> owner, String wanted) {
        for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (field.getName().equals(wanted) && !Modifier.isStatic(field.getModifiers())) {
                    return field;
                }
            }
        }
        throw new InvalidFieldReferenceException("Unable to find field \"" + wanted + "\" in type " + owner.getName()
                + (wanted.equals(expression) ? "." : ", for the expression \"" + expression + "\"."));
    }

    private record Itself() implements Reach {

        @Override
        public Object get(Object owner) {
            return owner;
        }

        @Override
        @SuppressWarnings("NullAway") // the whole record, null or not
        public Object set(Object owner, @Nullable Object value) {
            return value;
        }
    }

    private record OfTuple(int position) implements Reach {

        @Override
        public @Nullable Object get(Object owner) {
            return check((Tuple) owner).getField(position);
        }

        @Override
        @SuppressWarnings("NullAway") // a tuple may hold null until it is serialised
        public Object set(Object owner, @Nullable Object value) {
            check((Tuple) owner).setField(value, position);
            return owner;
        }

        private Tuple check(Tuple owner) {
            if (position >= owner.getArity()) {
                throw new InvalidFieldReferenceException("Tuple field expression \"f" + position
                        + "\" out of bounds of " + owner.getClass().getSimpleName() + ".");
            }
            return owner;
        }
    }

    private record OfRow(@Nullable String name, int position) implements Reach {

        @Override
        public @Nullable Object get(Object owner) {
            Row row = (Row) owner;
            Set<String> names = row.getFieldNames(false);
            if (names != null && name != null && names.contains(name)) {
                return row.getField(name);
            }
            return row.getField(checked(row));
        }

        @Override
        public Object set(Object owner, @Nullable Object value) {
            Row row = (Row) owner;
            if (row.getFieldNames(false) != null && name != null) {
                row.setField(name, value);
            } else {
                row.setField(checked(row), value);
            }
            return row;
        }

        private int checked(Row row) {
            if (position < 0 || position >= row.getArity() || row.getFieldNames(false) != null) {
                throw new InvalidFieldReferenceException(
                        "Unable to find field \"" + (name == null ? position : name) + "\" in row " + row + ".");
            }
            return position;
        }
    }

    private record OfArray(int position) implements Reach {

        @Override
        public @Nullable Object get(Object owner) {
            return Array.get(owner, position);
        }

        @Override
        public Object set(Object owner, @Nullable Object value) {
            Array.set(owner, position, value);
            return owner;
        }
    }

    private record OfRecord(RecordShape<?> shape, int index) implements Reach {

        @Override
        public @Nullable Object get(Object owner) {
            return shape.get(owner, index);
        }

        @Override
        public Object set(Object owner, @Nullable Object value) {
            @Nullable Object[] values = shape.explode(owner);
            values[index] = value;
            return shape.construct(values);
        }
    }

    private record OfField(FieldHandle field) implements Reach {

        @Override
        public @Nullable Object get(Object owner) {
            return field.get(owner);
        }

        @Override
        public Object set(Object owner, @Nullable Object value) {
            field.set(owner, value);
            return owner;
        }
    }
}
