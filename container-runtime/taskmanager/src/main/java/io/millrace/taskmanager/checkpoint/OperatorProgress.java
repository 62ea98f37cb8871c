package io.millrace.taskmanager.checkpoint;

/**
 * How far an operator has come.
 *
 * @param watermark the last one that reached the operator; {@link Long#MIN_VALUE} if none did
 * @param emitted the last one that it made itself; {@link Long#MIN_VALUE} if it made none, or only hands on those of its input
 * @param inputsEnded the inputs whose end was told to the operator: bit 0 the only or left one, bit 1 the right one
 */
public record OperatorProgress(long watermark, long emitted, int inputsEnded) {
    /** That of an operator that begins. */
    public static final OperatorProgress NONE = new OperatorProgress(Long.MIN_VALUE, Long.MIN_VALUE, 0);

    /**
     * How far both have come: what each of two subtasks has promised of its records holds for any subtask that goes on with some
     * of them.
     */
    OperatorProgress least(OperatorProgress other) {
        return new OperatorProgress(
                Math.min(watermark, other.watermark),
                Math.min(emitted, other.emitted),
                inputsEnded & other.inputsEnded);
    }

    /** Whether nobody else would tell it to the operator again. */
    boolean isItsOwn() {
        return emitted > Long.MIN_VALUE || inputsEnded != 0;
    }
}
