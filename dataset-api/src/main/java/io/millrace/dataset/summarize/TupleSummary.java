package io.millrace.dataset.summarize;

import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.TupleTypeInfo;
import java.io.Serializable;

/** What has been seen of the fields of tuples so far. One thread at a time. */
public final class TupleSummary implements Serializable {
    private static final long serialVersionUID = 1L;

    private final FieldSummary[] fields;

    public TupleSummary(TupleTypeInfo<?> type) {
        fields = new FieldSummary[type.getArity()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = new FieldSummary(type.getTypeAt(i).getTypeClass());
        }
    }

    public void add(Tuple record) {
        for (int i = 0; i < fields.length; i++) {
            fields[i].add(record.getField(i));
        }
    }

    /** Adds what another one of the same type has seen. */
    public void merge(TupleSummary other) {
        for (int i = 0; i < fields.length; i++) {
            fields[i].merge(other.fields[i]);
        }
    }

    /** A tuple with a {@link ColumnSummary} for each field. */
    public Tuple result() {
        Tuple result = Tuple.newInstance(fields.length);
        for (int i = 0; i < fields.length; i++) {
            result.setField(fields[i].result(), i);
        }
        return result;
    }
}
