package io.millrace.iterations.head;

import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.OutputTag;

/** The outputs of a loop's head besides the main one, which feeds the step. */
public final class LoopOutputs {
    /** What the loop came to. */
    public static final String RESULT = "result";

    private LoopOutputs() {}

    static <T> OutputTag<T> result(TypeInformation<T> type) {
        return new OutputTag<>(RESULT, type);
    }
}
