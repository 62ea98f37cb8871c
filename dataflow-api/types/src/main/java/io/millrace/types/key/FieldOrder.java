package io.millrace.types.key;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataflow.types.FieldExpression;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.CompositeType;
import java.io.Serializable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Orders records by one field, ascending or descending. Combine several with {@link #then}. One thread at a time. */
public final class FieldOrder<T> implements PrefixedOrder<T>, Serializable {

    private static final long serialVersionUID = 1L;

    private final FieldAccessor field;
    private final TypeInformation<?> fieldType;
    private final boolean descending;
    private final @Nullable OwnOrder own;

    private FieldOrder(FieldAccessor field, TypeInformation<?> fieldType, Order order) {
        this.field = field;
        this.fieldType = fieldType;
        this.descending = order == Order.DESCENDING;
        this.own = OwnOrder.of(fieldType, new ExecutionConfig());
    }

    /**
     * Order by the field that an expression names.
     *
     * @throws CompositeType.InvalidFieldReferenceException if the type has no such field
     * @throws InvalidProgramException if the field's type has no order
     */
    public static <T> FieldOrder<T> by(TypeInformation<T> type, String expression, Order order) {
        boolean wildcard = FieldExpression.parse(expression).isWildcard();
        if (!wildcard && !(type instanceof CompositeType) && !(type instanceof LateBoundTypeInfo)) {
            throw new InvalidProgramException("Field expression must be equal to '*' or '_' for non-composite types."
                    + " Expression: \"" + expression + "\", type: " + type + ".");
        }
        TypeInformation<?> fieldType = FieldAccessor.typeOf(type, expression);
        if (!fieldType.isSortKeyType()) {
            throw new InvalidProgramException("Selected sort key is not a sortable type: field \"" + expression
                    + "\" of type " + fieldType + ".");
        }
        return new FieldOrder<>(FieldAccessor.of(type, expression), fieldType, order);
    }

    /**
     * Order by the field at a position of a tuple.
     *
     * @throws InvalidProgramException if the type is no tuple, or the field's type has no order
     * @throws IndexOutOfBoundsException if there is no such position
     */
    public static <T> FieldOrder<T> by(TypeInformation<T> type, int position, Order order) {
        if (!(type instanceof TupleTypeInfo) && !(type instanceof LateBoundTypeInfo)) {
            throw new InvalidProgramException(
                    "Specifying order keys via field positions is only valid for tuple data types. Type: " + type);
        }
        if (position < 0 || (type instanceof TupleTypeInfo && position >= type.getArity())) {
            throw new IndexOutOfBoundsException("Order key out of tuple bounds: " + position + ", in " + type + ".");
        }
        return by(type, "f" + position, order);
    }

    /** This order, and where it finds records equal, the next. */
    public <C extends Comparator<T> & Serializable> Comparator<T> then(C next) {
        return PrefixedOrder.chain(this, next);
    }

    /** The path of the field. */
    public String field() {
        return field.expression();
    }

    public boolean isDescending() {
        return descending;
    }

    @Override
    public KeyPrefix<T> prefix(int bytesMax) {
        if (own != null) {
            return KeyPrefix.none();
        }
        return KeyPrefix.ofKeys(this::valueOf, fieldType, descending ? Order.DESCENDING : Order.ASCENDING, bytesMax);
    }

    @Override
    public int compare(T a, T b) {
        int order = own == null ? KeyOrder.compare(valueOf(a), valueOf(b)) : own.compare(valueOf(a), valueOf(b));
        return descending ? -Integer.signum(order) : order;
    }

    private Object valueOf(T record) {
        Object value = field.get(record);
        if (value == null) {
            throw new NullFieldException("Field \"" + field.expression()
                    + "\" is null, but records are sorted by it. Record: " + record + ".");
        }
        return value;
    }
}
