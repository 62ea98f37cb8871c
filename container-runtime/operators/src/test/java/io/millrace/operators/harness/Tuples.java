package io.millrace.operators.harness;

import io.millrace.dataflow.tuple.Tuple;

/** Copies and spoils tuples, also those inside of others; other records are left alone. */
final class Tuples {
    private Tuples() {}

    @SuppressWarnings("unchecked")
    static <T> T copy(T record) {
        if (!(record instanceof Tuple tuple)) {
            return record;
        }
        Tuple copy = tuple.copy();
        for (int i = 0; i < copy.getArity(); i++) {
            copy.setField(copy(copy.<Object>getField(i)), i);
        }
        return (T) copy;
    }

    /** Sets all fields to null, as whoever owns the record may. */
    static void change(Object record) {
        if (record instanceof Tuple tuple) {
            for (int i = 0; i < tuple.getArity(); i++) {
                change(tuple.getField(i));
                tuple.setField(null, i);
            }
        }
    }
}
