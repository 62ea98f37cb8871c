package io.millrace.operators.harness;

import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.util.OutputTag;
import java.util.ArrayList;
import java.util.List;

/** Keeps what an operator emits; on demand changes each emitted tuple afterwards, as a next operator may. */
public final class TestOutput<OUT> implements Output<OUT> {
    public final List<OUT> records = new ArrayList<>();
    public final List<Long> timestamps = new ArrayList<>();
    private final boolean changesRecords;

    public TestOutput() {
        this(false);
    }

    public TestOutput(boolean changesRecords) {
        this.changesRecords = changesRecords;
    }

    @Override
    public void collect(OUT record, long timestamp) {
        timestamps.add(timestamp);
        records.add(Tuples.copy(record));
        if (changesRecords) {
            Tuples.change(record);
        }
    }

    @Override
    public <X> void collect(OutputTag<X> tag, X record, long timestamp) {
        throw new AssertionError("an unexpected side output: " + tag);
    }

    @Override
    public void emitWatermark(long watermark) {
        throw new AssertionError("an unexpected watermark: " + watermark);
    }

    @Override
    public void emitIdle() {
        throw new AssertionError("unexpectedly idle");
    }
}
