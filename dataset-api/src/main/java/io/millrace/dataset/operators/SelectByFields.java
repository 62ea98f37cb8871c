package io.millrace.dataset.operators;

import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.TypeInformation;

/** Keeps the tuple with the smallest or largest values of some fields, compared one after another. */
public final class SelectByFields<T> implements ReduceFunction<T> {
    private static final long serialVersionUID = 1L;

    private final int[] fields;
    private final boolean smallest;

    private SelectByFields(TypeInformation<T> type, int[] fields, boolean smallest) {
        DataSetKeys.checkComparable(type, fields);
        this.fields = fields.clone();
        this.smallest = smallest;
    }

    /** For the DataSet API. */
    public static <T> SelectByFields<T> smallest(TypeInformation<T> type, int... fields) {
        return new SelectByFields<>(type, fields, true);
    }

    /** For the DataSet API. */
    public static <T> SelectByFields<T> largest(TypeInformation<T> type, int... fields) {
        return new SelectByFields<>(type, fields, false);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public T reduce(T value1, T value2) {
        for (int field : fields) {
            Comparable<Object> first = ((Tuple) value1).getFieldNotNull(field);
            int order = first.compareTo(((Tuple) value2).getFieldNotNull(field));
            if (order != 0) {
                return order < 0 == smallest ? value1 : value2;
            }
        }
        return value1;
    }
}
