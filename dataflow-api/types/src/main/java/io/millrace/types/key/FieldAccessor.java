package io.millrace.types.key;

import io.millrace.dataflow.types.FieldExpression;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.types.RowTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.CompositeType;
import io.millrace.dataflow.typeutils.CompositeType.InvalidFieldReferenceException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes one field of a record, found by a path such as {@code "word"}, {@code "f1.nested.f0"} or a position. It
 * works on tuples, POJOs, Java records, rows and arrays, of any visibility and class loader, and looks the field up again
 * when it meets another class. The wildcard stands for the record itself.
 *
 * <p>One thread at a time. Serialisable: what it has looked up stays behind.
 */
public final class FieldAccessor implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String expression;
    private final FieldStep[] steps;

    private FieldAccessor(String expression, FieldStep[] steps) {
        this.expression = expression;
        this.steps = steps;
    }

    /**
     * The accessor of an expression.
     *
     * @throws InvalidFieldReferenceException if it is no path
     */
    public static FieldAccessor of(String expression) {
        List<FieldStep> steps = new ArrayList<>();
        String rest = expression;
        while (rest != null) {
            FieldExpression parsed = FieldExpression.parse(rest);
            if (!parsed.isWildcard()) {
                steps.add(FieldStep.named(parsed.first(), expression));
            }
            rest = parsed.rest();
        }
        return new FieldAccessor(expression, steps.toArray(new FieldStep[0]));
    }

    /**
     * The accessor of an expression, checked against a type as far as that is known.
     *
     * @throws InvalidFieldReferenceException if the type has no such field
     */
    public static FieldAccessor of(TypeInformation<?> type, String expression) {
        List<FieldStep> steps = new ArrayList<>();
        TypeInformation<?> owner = type;
        String rest = expression;
        while (rest != null) {
            FieldExpression parsed = FieldExpression.parse(rest);
            rest = parsed.rest();
            if (parsed.isWildcard()) {
                continue;
            }
            // Rows may not know the names that their type gives to positions.
            steps.add(
                    owner instanceof RowTypeInfo row && row.hasField(parsed.first())
                            ? FieldStep.at(row.getFieldIndex(parsed.first()))
                            : FieldStep.named(parsed.first(), expression));
            owner = typeOf(owner, parsed.first());
        }
        return new FieldAccessor(expression, steps.toArray(new FieldStep[0]));
    }

    /**
     * The type of the field that an expression names, late-bound if the type on the way is.
     *
     * @throws InvalidFieldReferenceException if the type has no such field
     */
    public static TypeInformation<?> typeOf(TypeInformation<?> type, String expression) {
        if (type instanceof CompositeType<?> composite) {
            return composite.getTypeAt(expression);
        }
        if (FieldExpression.parse(expression).isWildcard()) {
            return type;
        }
        if (type instanceof LateBoundTypeInfo) {
            return LateBoundTypeInfo.any();
        }
        throw new InvalidFieldReferenceException(
                "Unable to find field \"" + expression + "\" in type " + type + ", which has no fields.");
    }

    /**
     * The accessor of the field at a position: of a tuple, row or array; of anything else, position 0 is the record itself.
     */
    public static FieldAccessor ofPosition(int position) {
        if (position < 0) {
            throw new IndexOutOfBoundsException("Field position: expected=0 or more, actual=" + position);
        }
        return new FieldAccessor(String.valueOf(position), new FieldStep[] {FieldStep.at(position)});
    }

    /** The path, as it was given. */
    public String expression() {
        return expression;
    }

    /** Whether this stands for the record itself. */
    public boolean isWhole() {
        return steps.length == 0;
    }

    /**
     * The field's value.
     *
     * @throws InvalidFieldReferenceException if the record has no such field
     * @throws NullFieldException if an object on the way is null
     */
    public @Nullable Object get(Object record) {
        Object value = record;
        for (FieldStep step : steps) {
            if (value == null) {
                throw onTheWayIsNull(record);
            }
            value = step.get(value);
        }
        return value;
    }

    /**
     * The value, which must not be null.
     *
     * @throws NullFieldException if it is
     */
    public Object getNotNull(Object record) {
        Object value = get(record);
        if (value == null) {
            throw new NullFieldException(
                    "Field \"" + expression + "\" is null, but a key must hold a value. Record: " + record + ".");
        }
        return value;
    }

    /**
     * Gives the record another value in this field. Objects that can be changed are changed: copy the record first if
     * somebody else may see it. Java records on the way are made anew.
     *
     * @return the changed record, which is {@code record} itself unless it is a Java record (or the field is the whole)
     * @throws InvalidFieldReferenceException if the record has no such field
     * @throws ClassCastException if the value does not fit the field
     */
    @SuppressWarnings("unchecked")
    public <T> T set(T record, @Nullable Object value) {
        return (T) set(record, value, 0);
    }

    @SuppressWarnings("NullAway") // as the whole record, the caller's value, null or not
    private Object set(Object owner, @Nullable Object value, int depth) {
        if (depth == steps.length) {
            return value;
        }
        if (depth == steps.length - 1) {
            return steps[depth].set(owner, value);
        }
        Object inner = steps[depth].get(owner);
        if (inner == null) {
            throw onTheWayIsNull(owner);
        }
        Object changed = set(inner, value, depth + 1);
        return changed == inner ? owner : steps[depth].set(owner, changed);
    }

    private NullFieldException onTheWayIsNull(Object record) {
        return new NullFieldException("Field \"" + expression
                + "\" cannot be reached: an object on the way is null. Record: " + record + ".");
    }

    @Override
    public String toString() {
        return expression;
    }
}
