package io.millrace.operators.source;

import io.millrace.dataflow.io.InputSplit;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * How far a split is read.
 *
 * @param position as a format has it that can go on there, else null
 * @param recordsRead how many records were read of it
 */
record SplitProgress<S extends InputSplit>(GivenSplit<S> given, @Nullable Serializable position, long recordsRead)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    static <S extends InputSplit> SplitProgress<S> notBegun(GivenSplit<S> given) {
        return new SplitProgress<>(given, null, 0);
    }
}
