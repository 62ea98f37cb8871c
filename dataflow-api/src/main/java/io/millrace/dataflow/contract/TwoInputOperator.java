package io.millrace.dataflow.contract;

/** An operator with a left and a right input. Call order and rules as {@link OneInputOperator}. */
public interface TwoInputOperator<L, R, OUT> extends Operator {
    /** Which input the task may read next. */
    enum InputSelection {
        LEFT,
        RIGHT,
        ANY
    }

    void open(OperatorContext context, Output<OUT> output) throws Exception;

    /**
     * Asked before each batch of input. An input that is not selected is left waiting, so it must not be one whose data
     * can block the selected one: the plan makes such edges {@link io.millrace.dataflow.graph.ExchangeMode#BLOCKING}.
     */
    default InputSelection nextInput() {
        return InputSelection.ANY;
    }

    void processLeft(L record, long timestamp) throws Exception;

    void processRight(R record, long timestamp) throws Exception;

    /** The smaller of both inputs' watermarks has reached {@code watermark}. */
    default Emission<OUT> onWatermark(long watermark) throws Exception {
        return Emission.none();
    }

    default Emission<OUT> onTime(long now) throws Exception {
        return Emission.none();
    }

    default Emission<OUT> endLeft() throws Exception {
        return Emission.none();
    }

    default Emission<OUT> endRight() throws Exception {
        return Emission.none();
    }
}
