package io.millrace.dataflow.operators.base;

/** Holds {@link CrossHint} under the name that programs know. */
public final class CrossOperatorBase {
    private CrossOperatorBase() {}

    /** Which side of a cross is the smaller one. */
    public enum CrossHint {
        OPTIMIZER_CHOOSES,
        FIRST_IS_SMALL,
        SECOND_IS_SMALL
    }
}
