package io.millrace.iterations.head;

import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.iterations.solution.SharedSolutionTypeInfo;

/** The outputs of a loop's head besides the main one, which feeds the step. */
public final class LoopOutputs {
    /** What the loop came to. */
    public static final String RESULT = "result";

    /** The solution set, as one record, for the operators of the step that look into it. */
    public static final String SOLUTION = "solution set";

    private LoopOutputs() {}

    @SuppressWarnings("unchecked") // the tag's type is only its name's company
    static OutputTag<Object> solution() {
        return (OutputTag<Object>) (OutputTag<?>) new OutputTag<>(SOLUTION, new SharedSolutionTypeInfo());
    }

    static <T> OutputTag<T> result(TypeInformation<T> type) {
        return new OutputTag<>(RESULT, type);
    }
}
