package io.millrace.types.key;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.types.AtomicType;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeComparator;
import java.io.Serializable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The order of a type that brings a comparator of its own. One thread at a time. */
public final class OwnOrder implements Comparator<Object>, Serializable {
    private static final long serialVersionUID = 1L;

    private final TypeComparator<Object> comparator;

    private OwnOrder(TypeComparator<Object> comparator) {
        this.comparator = comparator;
    }

    /** Null if the values of the type are in the order of {@link KeyOrder}. */
    @SuppressWarnings("unchecked")
    public static @Nullable OwnOrder of(TypeInformation<?> type, ExecutionConfig config) {
        if (!(type instanceof AtomicType<?> atomic)) {
            return null;
        }
        TypeComparator<?> comparator = atomic.createComparator(true, config);
        return comparator instanceof ValueComparator ? null : new OwnOrder((TypeComparator<Object>) comparator);
    }

    @Override
    public int compare(Object a, Object b) {
        return comparator.compare(a, b);
    }

    /** Equal for values between which the order does not decide. */
    public int hash(Object value) {
        return comparator.hash(value);
    }

    public boolean areEqual(Object a, Object b) {
        return comparator.compare(a, b) == 0;
    }
}
