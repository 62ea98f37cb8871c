package io.millrace.dataset.summarize;

import io.millrace.dataflow.types.BooleanValue;
import io.millrace.dataflow.types.ByteValue;
import io.millrace.dataflow.types.DoubleValue;
import io.millrace.dataflow.types.FloatValue;
import io.millrace.dataflow.types.IntValue;
import io.millrace.dataflow.types.LongValue;
import io.millrace.dataflow.types.ShortValue;
import io.millrace.dataflow.types.StringValue;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What has been seen of one field so far. Mean and variance are kept as Welford did, and put together as Chan did
 * ("Updating formulae", 1979), so they lose no digits to large sums.
 */
final class FieldSummary implements Serializable {
    private static final long serialVersionUID = 1L;

    /** By what the field's type is. */
    private enum Kind {
        NUMBER,
        TEXT,
        TRUTH,
        OTHER
    }

    private final Class<?> boxed;
    private final Kind kind;
    private long nulls;
    private long counted;
    private long nans;
    private long infinite;
    private long special;
    private double mean;
    private double squares;
    private @Nullable Number min;
    private @Nullable Number max;
    private @Nullable Number sum;

    FieldSummary(Class<?> type) {
        this.boxed = boxed(type);
        this.kind = Number.class.isAssignableFrom(boxed)
                ? Kind.NUMBER
                : boxed == String.class ? Kind.TEXT : boxed == Boolean.class ? Kind.TRUTH : Kind.OTHER;
    }

    private static Class<?> boxed(Class<?> type) {
        if (type == ByteValue.class || type == Byte.class) {
            return Byte.class;
        } else if (type == ShortValue.class || type == Short.class) {
            return Short.class;
        } else if (type == IntValue.class || type == Integer.class) {
            return Integer.class;
        } else if (type == LongValue.class || type == Long.class) {
            return Long.class;
        } else if (type == FloatValue.class || type == Float.class) {
            return Float.class;
        } else if (type == DoubleValue.class || type == Double.class) {
            return Double.class;
        } else if (type == StringValue.class || type == String.class) {
            return String.class;
        } else if (type == BooleanValue.class || type == Boolean.class) {
            return Boolean.class;
        }
        return Object.class;
    }

    void add(@Nullable Object value) {
        if (value == null) {
            nulls++;
            return;
        }
        switch (kind) {
            case NUMBER -> addNumber(number(value));
            case TEXT -> {
                int length = value.toString().length();
                special += length == 0 ? 1 : 0;
                addNumber(length);
            }
            case TRUTH -> {
                boolean truth = value instanceof BooleanValue held ? held.getValue() : (Boolean) value;
                special += truth ? 1 : 0;
                counted++;
            }
            case OTHER -> counted++;
        }
    }

    private static Number number(Object value) {
        if (value instanceof Number number) {
            return number;
        } else if (value instanceof ByteValue held) {
            return held.getValue();
        } else if (value instanceof ShortValue held) {
            return held.getValue();
        } else if (value instanceof IntValue held) {
            return held.getValue();
        } else if (value instanceof LongValue held) {
            return held.getValue();
        } else if (value instanceof FloatValue held) {
            return held.getValue();
        }
        return ((DoubleValue) value).getValue();
    }

    private void addNumber(Number value) {
        double real = value.doubleValue();
        if (Double.isNaN(real)) {
            nans++;
        } else if (Double.isInfinite(real)) {
            infinite++;
        } else {
            counted++;
            double before = real - mean;
            mean += before / counted;
            squares += before * (real - mean);
            take(value, value, value);
        }
    }

    private void take(@Nullable Number least, @Nullable Number most, @Nullable Number more) {
        if (least == null || most == null || more == null) {
            return;
        }
        min = min == null || compare(least, min) < 0 ? least : min;
        max = max == null || compare(most, max) > 0 ? most : max;
        sum = sum == null ? more : plus(sum, more);
    }

    private static int compare(Number a, Number b) {
        return isReal(a)
                ? Double.compare(a.doubleValue(), b.doubleValue())
                : Long.compare(a.longValue(), b.longValue());
    }

    private static boolean isReal(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static Number plus(Number a, Number b) {
        return isReal(a) ? (Number) (a.doubleValue() + b.doubleValue()) : (Number) (a.longValue() + b.longValue());
    }

    /** Adds what another of the same field has seen. */
    void merge(FieldSummary other) {
        nulls += other.nulls;
        nans += other.nans;
        infinite += other.infinite;
        special += other.special;
        if (other.counted > 0) {
            double between = other.mean - mean;
            long both = counted + other.counted;
            squares += other.squares + between * between * counted * other.counted / both;
            mean += between * other.counted / both;
            counted = both;
            take(other.min, other.max, other.sum);
        }
    }

    ColumnSummary result() {
        return switch (kind) {
            case NUMBER -> numeric();
            case TEXT ->
                new StringColumnSummary(
                        counted, nulls, special, length(min), length(max), counted == 0 ? null : (Double) mean);
            case TRUTH -> new BooleanColumnSummary(special, counted - special, nulls);
            case OTHER -> new ObjectColumnSummary(counted, nulls);
        };
    }

    private static @Nullable Integer length(@Nullable Number length) {
        return length == null ? null : (Integer) length.intValue();
    }

    private NumericColumnSummary<Number> numeric() {
        Double variance = counted > 1 ? (Double) (squares / (counted - 1)) : null;
        return new NumericColumnSummary<>(
                counted,
                nulls,
                nans,
                infinite,
                asField(min),
                asField(max),
                asField(sum),
                counted == 0 ? null : (Double) mean,
                variance,
                variance == null ? null : (Double) Math.sqrt(variance));
    }

    private @Nullable Number asField(@Nullable Number number) {
        if (number == null) {
            return null;
        } else if (boxed == Byte.class) {
            return number.byteValue();
        } else if (boxed == Short.class) {
            return number.shortValue();
        } else if (boxed == Integer.class) {
            return number.intValue();
        } else if (boxed == Long.class) {
            return number.longValue();
        } else if (boxed == Float.class) {
            return number.floatValue();
        }
        return number.doubleValue();
    }
}
