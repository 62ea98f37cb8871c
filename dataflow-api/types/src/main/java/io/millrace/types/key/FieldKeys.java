package io.millrace.types.key;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.FieldExpression;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.CompositeType;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a record that make its key, given by positions or expressions and checked against the record's type as far
 * as that is known at plan time. A field that has fields itself counts as all of them, so keys are made of plain values
 * where the type is known; where it is late-bound, the value itself is the key, and {@link KeyTypes#checkHashable(Object)}
 * checks it at run time.
 *
 * <p>One thread at a time; serialisable.
 */
public final class FieldKeys<T> implements Serializable {

    private static final long serialVersionUID = 1L;

    private final FieldAccessor[] fields;
    private final TypeInformation<?>[] types;
    private final List<Integer> widths;

    /** Of the one field that is the key, if that is a field of a tuple itself; else -1. */
    private final int tuplePosition;

    private FieldKeys(Map<String, TypeInformation<?>> flat, List<Integer> widths, TypeInformation<T> owner) {
        this.fields = flat.keySet().stream()
                .map(path -> FieldAccessor.of(owner, path))
                .toArray(FieldAccessor[]::new);
        this.types = flat.values().toArray(new TypeInformation<?>[0]);
        this.widths = List.copyOf(widths);
        // Of a late-bound type it may be known that it is a tuple, though not of what.
        this.tuplePosition = owner.isTupleType() && fields.length == 1
                ? FieldExpression.tuplePosition(flat.keySet().iterator().next())
                : -1;
    }

    /**
     * Keys by positions in a tuple, from 0.
     *
     * @throws InvalidProgramException if the type is no tuple, or a field cannot be a key
     * @throws IndexOutOfBoundsException if the tuple has no such position
     * @throws IllegalArgumentException if no position is given
     */
    public static <T> FieldKeys<T> of(TypeInformation<T> type, int... positions) {
        checkPositional(type);
        if (positions.length == 0) {
            throw new IllegalArgumentException("Key fields: expected=at least one position, actual=none.");
        }
        String[] expressions = new String[positions.length];
        for (int i = 0; i < positions.length; i++) {
            checkRange(type, positions[i]);
            expressions[i] = "f" + positions[i];
        }
        return of(type, expressions);
    }

    private static void checkPositional(TypeInformation<?> type) {
        boolean mayBeTuple = type instanceof LateBoundTypeInfo
                && (type.isTupleType() || type.getTypeClass().isAssignableFrom(Tuple.class));
        if (!(type instanceof TupleTypeInfo) && !mayBeTuple) {
            throw new InvalidProgramException(
                    "Specifying keys via field positions is only valid for tuple data types. Type: " + type
                            + ". Use a field expression or a KeySelector.");
        }
        if (type instanceof TupleTypeInfo && type.getArity() == 0) {
            throw new InvalidProgramException("Tuple size must be greater than 0. Size: 0");
        }
    }

    private static void checkRange(TypeInformation<?> type, int position) {
        int arity = arityOf(type);
        if (position < 0 || position >= arity) {
            throw new IndexOutOfBoundsException("Tuple position is out of range: expected=0 to " + (arity - 1)
                    + ", actual=" + position + ", in " + type + ".");
        }
    }

    private static int arityOf(TypeInformation<?> type) {
        if (type instanceof TupleTypeInfo) {
            return type.getArity();
        }
        for (int arity = 1; arity <= Tuple.MAX_ARITY; arity++) {
            if (Tuple.getTupleClass(arity).isAssignableFrom(type.getTypeClass())) {
                return arity;
            }
        }
        return Tuple.MAX_ARITY;
    }

    /**
     * Keys by expressions: {@code "word"}, {@code "f1.nested.f0"}, {@code "*"}.
     *
     * @throws CompositeType.InvalidFieldReferenceException if the type has no such field
     * @throws InvalidProgramException if a field cannot be a key, or the type has no fields
     * @throws IllegalArgumentException if no expression is given
     */
    public static <T> FieldKeys<T> of(TypeInformation<T> type, String... expressions) {
        if (expressions.length == 0) {
            throw new IllegalArgumentException("Key fields: expected=at least one expression, actual=none.");
        }
        Map<String, TypeInformation<?>> flat = new LinkedHashMap<>();
        List<Integer> widths = new ArrayList<>();
        for (String expression : expressions) {
            int before = flat.size();
            boolean wildcard = FieldExpression.parse(expression).isWildcard();
            if (!wildcard && !(type instanceof CompositeType) && !(type instanceof LateBoundTypeInfo)) {
                throw new InvalidProgramException(
                        "Field expression must be equal to '*' or '_' for non-composite types." + " Expression: \""
                                + expression + "\", type: " + type + ".");
            }
            flatten(wildcard ? "*" : expression, FieldAccessor.typeOf(type, expression), flat);
            widths.add(flat.size() - before);
        }
        flat.forEach((path, field) -> {
            if (!field.isKeyType()) {
                throw new InvalidProgramException(
                        "This type (" + field + ") cannot be used as key. Field: \"" + path + "\".");
            }
        });
        return new FieldKeys<>(flat, widths, type);
    }

    /** All fields of a record: the key of {@code distinct()}. */
    public static <T> FieldKeys<T> allFields(TypeInformation<T> type) {
        return of(type, "*");
    }

    private static void flatten(String path, TypeInformation<?> type, Map<String, TypeInformation<?>> flat) {
        if (!(type instanceof CompositeType<?> composite) || composite.getTotalFields() > Tuple.MAX_ARITY) {
            flat.put(path, type);
            return;
        }
        String[] names = composite.getFieldNames();
        for (int i = 0; i < names.length; i++) {
            flatten(path.equals("*") ? names[i] : path + "." + names[i], composite.getTypeAt(i), flat);
        }
    }

    /** The number of key fields, nested ones counted each. */
    public int size() {
        return fields.length;
    }

    /** Of each field that was given, in order, how many key fields it is made of; 0 if it was given before. */
    public List<Integer> widths() {
        return widths;
    }

    /** The key fields' paths, in order. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (FieldAccessor field : fields) {
            names.add(field.expression());
        }
        return names;
    }

    /** The key fields' types, in order. */
    public List<TypeInformation<?>> types() {
        return List.of(types);
    }

    /** The type of {@link #keyOf}: that of the field if there is one, else a tuple. */
    public TypeInformation<?> keyType() {
        return isTuple() ? tupleType() : types[0];
    }

    /** The type of {@link #tupleOf}. */
    public TypeInformation<Tuple> tupleType() {
        return new TupleTypeInfo<>(types);
    }

    private boolean isTuple() {
        return fields.length != 1;
    }

    /**
     * The record's key: the field's value if there is one field, else a new tuple of the values.
     *
     * @throws NullFieldException if a value is null
     */
    public Object keyOf(T record) {
        return isTuple() ? tupleOf(record) : fields[0].getNotNull(record);
    }

    /**
     * The record's key as a new tuple of the fields' values.
     *
     * @throws NullFieldException if a value is null
     */
    public Tuple tupleOf(T record) {
        Tuple key = Tuple.newInstance(fields.length);
        for (int i = 0; i < fields.length; i++) {
            key.setField(fields[i].getNotNull(record), i);
        }
        return key;
    }

    /** A selector of {@link #keyOf}. */
    public KeySelector<T, Object> selector() {
        if (tuplePosition >= 0) {
            return new TupleFieldKey<>(tuplePosition);
        }
        return this::keyOf;
    }

    /** A selector of {@link #tupleOf}. */
    public KeySelector<T, Tuple> tupleSelector() {
        return this::tupleOf;
    }

    @Override
    public String toString() {
        return names().toString();
    }
}
