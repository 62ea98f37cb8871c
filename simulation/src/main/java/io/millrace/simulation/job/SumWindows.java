package io.millrace.simulation.job;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import java.util.Map;
import java.util.TreeMap;

/** Sums the values of each sensor in windows of event time; a window is emitted when the watermark has passed its end. */
final class SumWindows implements OneInputOperator<Reading, String> {
    static final long WINDOW_MS = 1000;

    record Factory() implements OperatorFactory {
        @Override
        public Operator create() {
            return new SumWindows();
        }
    }

    private final TreeMap<Long, TreeMap<String, Long>> windows = new TreeMap<>();
    private long watermark = Long.MIN_VALUE;

    private SumWindows() {}

    @Override
    public void open(OperatorContext context, Output<String> output) {}

    @Override
    public void process(Reading reading, long timestamp) {
        long window = Math.floorDiv(timestamp, WINDOW_MS);
        if (timestamp <= watermark) {
            throw new IllegalStateException("a reading of " + timestamp + " came behind the watermark " + watermark);
        }
        windows.computeIfAbsent(window, key -> new TreeMap<>()).merge(reading.sensor(), reading.value(), Long::sum);
    }

    @Override
    public Emission<String> onWatermark(long reached) {
        watermark = reached;
        return to -> emitNext(to, reached);
    }

    @Override
    public Emission<String> endInput() {
        return to -> emitNext(to, Long.MAX_VALUE);
    }

    private boolean emitNext(Output<String> to, long reached) {
        Map.Entry<Long, TreeMap<String, Long>> first = windows.firstEntry();
        if (first == null || (first.getKey() + 1) * WINDOW_MS - 1 > reached) {
            return false;
        }
        windows.pollFirstEntry();
        first.getValue().forEach((sensor, sum) -> to.collect(line(first.getKey(), sensor, sum), Output.NO_TIMESTAMP));
        return true;
    }

    static String line(long window, String sensor, long sum) {
        return window + " " + sensor + " " + sum;
    }
}
