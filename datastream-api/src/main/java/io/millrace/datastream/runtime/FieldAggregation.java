package io.millrace.datastream.runtime;

import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.CompositeType;
import io.millrace.types.key.Arithmetic;
import io.millrace.types.key.FieldAccessor;
import io.millrace.types.key.KeyOrder;
import org.jspecify.annotations.Nullable;

/**
 * The aggregations over one field: sum, smallest and largest value, and the record that has it.
 *
 * <p>The first argument of a reduce is the one that is kept: it is changed, and the others are left alone.
 */
public final class FieldAggregation<T> implements ReduceFunction<T> {
    private static final long serialVersionUID = 1L;

    /** What becomes of two records. */
    private enum Kind {
        SUM,
        MIN,
        MAX,
        FIRST_MIN,
        LAST_MIN,
        FIRST_MAX,
        LAST_MAX
    }

    private final FieldAccessor field;
    private final Kind kind;
    private final Arithmetic.@Nullable Sum sum;

    private FieldAggregation(FieldAccessor field, TypeInformation<?> fieldType, Kind kind) {
        this.field = field;
        this.kind = kind;
        if (kind == Kind.SUM) {
            this.sum = Arithmetic.sumOf(fieldType, field.expression());
        } else {
            this.sum = null;
            Arithmetic.checkOrdered(fieldType, field.expression());
        }
    }

    public static <T> FieldAggregation<T> sum(TypeInformation<T> type, int position) {
        return at(type, position, Kind.SUM);
    }

    public static <T> FieldAggregation<T> sum(TypeInformation<T> type, String field) {
        return named(type, field, Kind.SUM);
    }

    public static <T> FieldAggregation<T> min(TypeInformation<T> type, int position) {
        return at(type, position, Kind.MIN);
    }

    public static <T> FieldAggregation<T> min(TypeInformation<T> type, String field) {
        return named(type, field, Kind.MIN);
    }

    public static <T> FieldAggregation<T> max(TypeInformation<T> type, int position) {
        return at(type, position, Kind.MAX);
    }

    public static <T> FieldAggregation<T> max(TypeInformation<T> type, String field) {
        return named(type, field, Kind.MAX);
    }

    public static <T> FieldAggregation<T> minBy(TypeInformation<T> type, int position, boolean first) {
        return at(type, position, first ? Kind.FIRST_MIN : Kind.LAST_MIN);
    }

    public static <T> FieldAggregation<T> minBy(TypeInformation<T> type, String field, boolean first) {
        return named(type, field, first ? Kind.FIRST_MIN : Kind.LAST_MIN);
    }

    public static <T> FieldAggregation<T> maxBy(TypeInformation<T> type, int position, boolean first) {
        return at(type, position, first ? Kind.FIRST_MAX : Kind.LAST_MAX);
    }

    public static <T> FieldAggregation<T> maxBy(TypeInformation<T> type, String field, boolean first) {
        return named(type, field, first ? Kind.FIRST_MAX : Kind.LAST_MAX);
    }

    private static <T> FieldAggregation<T> at(TypeInformation<T> type, int position, Kind kind) {
        if (type instanceof TupleTypeInfo<?> tuple) {
            if (position < 0 || position >= tuple.getArity()) {
                throw new CompositeType.InvalidFieldReferenceException("Not in range: expected=0 to "
                        + (tuple.getArity() - 1) + ", actual=" + position + ", in " + type);
            }
            return named(type, "f" + position, kind);
        }
        boolean atom = type.isBasicType();
        if (atom && position != 0) {
            throw new CompositeType.InvalidFieldReferenceException(
                    "The " + position + ". field selected on a basic type (" + type
                            + "). A field position other than 0 has no meaning there.");
        }
        return new FieldAggregation<>(FieldAccessor.ofPosition(position), atom ? type : LateBoundTypeInfo.any(), kind);
    }

    private static <T> FieldAggregation<T> named(TypeInformation<T> type, String field, Kind kind) {
        return new FieldAggregation<>(FieldAccessor.of(type, field), FieldAccessor.typeOf(type, field), kind);
    }

    @Override
    public T reduce(T kept, T record) {
        Object before = field.get(kept);
        Object now = field.get(record);
        if (sum != null) {
            return field.set(kept, sum.add(before, now));
        }
        int order = KeyOrder.compare(now, before);
        return switch (kind) {
            case MIN -> order < 0 ? field.set(kept, now) : kept;
            case MAX -> order > 0 ? field.set(kept, now) : kept;
            case FIRST_MIN -> order < 0 ? record : kept;
            case LAST_MIN -> order <= 0 ? record : kept;
            case FIRST_MAX -> order > 0 ? record : kept;
            case LAST_MAX -> order >= 0 ? record : kept;
            case SUM -> throw new AssertionError("a sum has its own way");
        };
    }

    @Override
    public String toString() {
        return kind + "(" + field + ")";
    }
}
