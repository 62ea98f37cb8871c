package io.millrace.dataflow.contract;

import java.util.Optional;

/**
 * An operator with one input.
 *
 * <p>Call order: {@code open}, then any mix of {@code process}, {@code onWatermark} and {@code onTime}, then {@code
 * endInput} once, then {@code close}. An {@link Emission} that was returned is pulled to its end before the next call of
 * any other method, except {@code close} after a failure or cancellation.
 */
public interface OneInputOperator<IN, OUT> extends Operator {
    /** Called once, first. Nothing may be emitted yet. */
    void open(OperatorContext context, Output<OUT> output) throws Exception;

    /**
     * One record. May emit a few; a full output is the task's concern.
     *
     * @param timestamp event time in milliseconds since the epoch, or {@link Output#NO_TIMESTAMP}
     */
    void process(IN record, long timestamp) throws Exception;

    /**
     * The records from {@code from} on, before {@code to}, will probably come next, in this order. An operator may look at them,
     * to bring nearer what it needs for them, and must not change anything that can be seen. The array is the caller's: it is
     * not to be read after the records have come, or others instead.
     */
    default void expect(Object[] records, int from, int to) {}

    /**
     * Event time has reached {@code watermark}; called with growing values only. The task forwards the watermark
     * downstream when the emission has ended, unless {@link #forwardsWatermarks} says no.
     */
    default Emission<OUT> onWatermark(long watermark) throws Exception {
        return Emission.none();
    }

    /** The processing time asked for by {@link OperatorContext#wakeAt} has come; {@code now} may be later than asked. */
    default Emission<OUT> onTime(long now) throws Exception {
        return Emission.none();
    }

    /** No more input. */
    default Emission<OUT> endInput() throws Exception {
        return Emission.none();
    }

    /**
     * What {@link #process} comes to, if that is one call of a function: then a task may call the function itself and not {@code
     * process}; all other methods are called as ever. Asked before {@code open}; never changes.
     */
    default Optional<RecordStep> recordStep() {
        return Optional.empty();
    }

    /** False for operators that make watermarks of their own (they see the input's, and emit theirs by the output). */
    default boolean forwardsWatermarks() {
        return true;
    }
}
