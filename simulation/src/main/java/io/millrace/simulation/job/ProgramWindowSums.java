package io.millrace.simulation.job;

import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import io.millrace.simulation.Run;
import io.millrace.simulation.SimulatedJob;
import io.millrace.simulation.Violation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The streaming job as a user writes it: a {@code DataStream} program with keyed windows of event time, keyed state and a
 * committing sink. Without checkpoints its outcome is as that of {@link WindowSums}; with them it ends with the oracle's
 * output.
 */
public final class ProgramWindowSums implements SimulatedJob {
    private static final int DISORDER_MS = 500;
    private static final long WINDOW_MS = 1000;

    private final boolean takesCheckpoints;
    private final String store = OutputStore.open();
    private final Map<Long, Map<String, Long>> oracle = new TreeMap<>();

    /** Without checkpoints. */
    public ProgramWindowSums() {
        this(false);
    }

    /** With checkpoints, the loss of TaskManagers is no reason to fail. */
    public ProgramWindowSums(boolean takesCheckpoints) {
        this.takesCheckpoints = takesCheckpoints;
    }

    @Override
    public String name() {
        return takesCheckpoints ? "DataStream program with checkpoints" : "DataStream program";
    }

    @Override
    public byte[] graph(int parallelism, SplittableRandom random) {
        StreamExecutionEnvironment env =
                new StreamExecutionEnvironment(takesCheckpoints ? Checkpoints.drawnFrom(random) : new Configuration());
        env.setParallelism(parallelism);
        env.fromData(measured(random))
                .assignTimestampsAndWatermarks(
                        WatermarkStrategy.<Measured>forBoundedOutOfOrderness(Duration.ofMillis(DISORDER_MS))
                                .withTimestampAssigner((one, before) -> one.timestamp()))
                .rebalance()
                .keyBy(Measured::sensor)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(WINDOW_MS)))
                .reduce((a, b) -> new Measured(a.sensor(), a.value() + b.value(), b.timestamp()))
                .map(sum -> line(Math.floorDiv(sum.timestamp(), WINDOW_MS), sum.sensor(), sum.value()))
                .sinkTo(new CommittingStoreSink(store));
        try {
            return InstantiationUtil.serializeObject(env.getJobGraph());
        } catch (IOException e) {
            throw new UncheckedIOException("the graph of " + name() + " cannot be written", e);
        }
    }

    private static String line(long window, String sensor, long sum) {
        return window + " " + sensor + " " + sum;
    }

    private List<Measured> measured(SplittableRandom random) {
        List<Measured> all = new ArrayList<>();
        long clock = 0;
        for (int i = 500 + random.nextInt(3000); i > 0; i--) {
            clock += random.nextInt(40);
            Measured one = new Measured(
                    "s" + random.nextInt(9), random.nextInt(100), Math.max(0, clock - random.nextInt(DISORDER_MS)));
            all.add(one);
            oracle.computeIfAbsent(one.timestamp() / WINDOW_MS, window -> new TreeMap<>())
                    .merge(one.sensor(), one.value(), Long::sum);
        }
        return all;
    }

    @Override
    public OptionalInt checkpointAskedAfterMs(SplittableRandom random) {
        return takesCheckpoints && random.nextBoolean() ? OptionalInt.of(random.nextInt(12_000)) : OptionalInt.empty();
    }

    @Override
    public void isDurable(long checkpoint) {
        OutputStore.named(store).isDurable(checkpoint);
    }

    @Override
    public void check(Run run) {
        OutputStore output = OutputStore.remove(store);
        if (!takesCheckpoints && run.end().status() == JobStatus.FAILED && run.lostTaskManagers()) {
            String message = run.end().failure().orElseThrow().message();
            if (!message.contains("without checkpoints") || !output.published().isEmpty()) {
                throw new Violation("failed with " + message + ", published " + output.published());
            }
            return;
        }
        List<String> expected = new ArrayList<>();
        oracle.forEach((window, sums) -> sums.forEach((sensor, sum) -> expected.add(line(window, sensor, sum))));
        Checkpoints.check(run, output, expected);
    }
}
