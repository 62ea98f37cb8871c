package io.millrace.datastream.runtime;

import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.tuple.Tuple;

/** Makes a tuple of chosen fields of another. */
public final class ProjectFields<IN, OUT extends Tuple> implements MapFunction<IN, OUT> {
    private static final long serialVersionUID = 1L;

    private final int[] fields;

    public ProjectFields(int[] fields) {
        this.fields = fields.clone();
    }

    @Override
    @SuppressWarnings("unchecked")
    public OUT map(IN value) {
        Tuple result = Tuple.newInstance(fields.length);
        for (int i = 0; i < fields.length; i++) {
            result.setField(((Tuple) value).getField(fields[i]), i);
        }
        return (OUT) result;
    }
}
