package io.millrace.datastream.functions.windowing.delta.extractor;

import io.millrace.dataflow.tuple.Tuple;

/** Takes a field out of a tuple. */
public class FieldFromTuple<OUT> implements Extractor<Tuple, OUT> {
    private static final long serialVersionUID = 1L;

    private final int fieldId;

    public FieldFromTuple(int fieldId) {
        this.fieldId = fieldId;
    }

    @Override
    public OUT extract(Tuple in) {
        return in.getField(fieldId);
    }
}
