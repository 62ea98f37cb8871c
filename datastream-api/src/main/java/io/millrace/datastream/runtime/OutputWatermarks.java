package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.eventtime.Watermark;
import io.millrace.dataflow.eventtime.WatermarkOutput;

/** Takes watermarks from a generator to an operator's output. */
public final class OutputWatermarks implements WatermarkOutput {
    private final Output<?> output;

    public OutputWatermarks(Output<?> output) {
        this.output = output;
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        output.emitWatermark(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
        output.emitIdle();
    }

    /** The next record or watermark says so. */
    @Override
    public void markActive() {}
}
