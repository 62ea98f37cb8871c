package io.millrace.operators.group;

import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.NullFieldException;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds fields of tuples, all in one pass: the sum, smallest or largest value of each chosen field. The other fields are those
 * of the last tuple. Works in place on its first argument, which the operators own.
 */
public final class TupleAggregation<T extends Tuple> implements ReduceFunction<T> {
    private static final long serialVersionUID = 1L;

    private final @Nullable FieldFold[] folds;

    /** @param folds how each folded field is folded, by its position from 0 */
    public TupleAggregation(Map<Integer, FieldFold> folds) {
        TreeMap<Integer, FieldFold> ordered = new TreeMap<>(folds);
        this.folds = new FieldFold[ordered.lastKey() + 1];
        ordered.forEach((position, fold) -> this.folds[position] = fold);
    }

    /** How the field at a position is folded; null if it is not. */
    @Nullable
    FieldFold foldOf(int position) {
        return position < folds.length ? folds[position] : null;
    }

    @Override
    public T reduce(T kept, T record) {
        int arity = record.getArity();
        for (int position = 0; position < arity; position++) {
            FieldFold fold = position < folds.length ? folds[position] : null;
            Object before = kept.getField(position);
            Object value = record.getField(position);
            if (fold != null) {
                kept.setField(folded(fold, before, value, position), position);
            } else if (!Objects.equals(before, value)) {
                // Equal values, such as the key, stay: a new reference in an old object costs the garbage collector
                // dear.
                kept.setField(value, position);
            }
        }
        return kept;
    }

    private static Object folded(FieldFold fold, @Nullable Object before, @Nullable Object value, int position) {
        if (before == null || value == null) {
            throw new NullFieldException(position);
        }
        return fold.fold(before, value);
    }

    @Override
    public String toString() {
        return "TupleAggregation" + asMap();
    }

    private Map<Integer, FieldFold> asMap() {
        Map<Integer, FieldFold> map = new TreeMap<>();
        for (int position = 0; position < folds.length; position++) {
            FieldFold fold = folds[position];
            if (fold != null) {
                map.put(position, fold);
            }
        }
        return map;
    }
}
