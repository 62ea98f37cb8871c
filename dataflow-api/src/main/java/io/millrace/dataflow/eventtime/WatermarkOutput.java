package io.millrace.dataflow.eventtime;

/** Where a generator puts its watermarks. */
public interface WatermarkOutput {
    /** A watermark that is not higher than the last one changes nothing. It also ends idleness. */
    void emitWatermark(Watermark watermark);

    /** No records are expected for a while: others need not wait for this input's watermarks. */
    void markIdle();

    /** Records are expected again. Emitting a watermark does the same. */
    void markActive();
}
