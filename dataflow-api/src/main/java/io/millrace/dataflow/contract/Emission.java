package io.millrace.dataflow.contract;

/**
 * Bulk output, a piece at a time: a window after a window, a group after a group. The task pulls while the output has
 * room, and may do other work of the slot between two pieces.
 */
@FunctionalInterface
public interface Emission<OUT> {
    /**
     * Emits the next piece: at most one user callback, or some hundred records.
     *
     * @return false when that was all; it is not called again then
     */
    boolean next(Output<OUT> output) throws Exception;

    /** Nothing to emit; always the same object, so that callers may compare by reference. */
    @SuppressWarnings("unchecked")
    static <OUT> Emission<OUT> none() {
        return (Emission<OUT>) NoEmission.NONE;
    }
}
