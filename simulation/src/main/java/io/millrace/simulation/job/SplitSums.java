package io.millrace.simulation.job;

import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.datastream.StreamExecutionEnvironment;
import io.millrace.datastream.windowing.assigners.TumblingEventTimeWindows;
import io.millrace.simulation.Run;
import io.millrace.simulation.SimulatedJob;
import io.millrace.simulation.VirtualTime;
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
 * A streaming program that takes its time: a source with splits and an enumerator, and keyed windows of event time, under
 * checkpoints. Each split is read once, whoever had it when something died; each sum is put out once, by a sink that commits
 * with each checkpoint, or by one that waits for the end, so that the job may go back to any checkpoint.
 */
public final class SplitSums implements SimulatedJob {
    private static final int DISORDER_MS = 300;
    private static final int WINDOW_MS = 1000;

    private final String output = OutputStore.open();
    private final Map<Long, Map<String, Long>> oracle = new TreeMap<>();
    private String input = "";

    @Override
    public String name() {
        return "split source with checkpoints";
    }

    @Override
    public byte[] graph(int parallelism, SplittableRandom random) {
        List<List<Measured>> splits = splits(random);
        input = ReadingStore.open(splits);
        int readings = splits.stream().mapToInt(List::size).sum();
        int piece = 1 + random.nextInt(20);
        int lastsMs = 2_000 + random.nextInt(28_000);
        int restMs = Math.max(1, lastsMs * piece * parallelism / readings);
        StreamExecutionEnvironment env = new StreamExecutionEnvironment(Checkpoints.drawnFrom(random));
        env.setParallelism(parallelism);
        env.fromSource(
                        new PacedSource(input, splits.size(), piece, restMs),
                        WatermarkStrategy.<Measured>forBoundedOutOfOrderness(Duration.ofMillis(DISORDER_MS)),
                        "readings",
                        TypeInformation.of(Measured.class))
                .uid("readings")
                .keyBy(Measured::sensor)
                .window(TumblingEventTimeWindows.of(Duration.ofMillis(WINDOW_MS)))
                .reduce((a, b) -> new Measured(a.sensor(), a.value() + b.value(), b.timestamp()))
                .uid("sums")
                .map(sum -> line(Math.floorDiv(sum.timestamp(), WINDOW_MS), sum.sensor(), sum.value()))
                .sinkTo(random.nextBoolean() ? new CommittingStoreSink(output) : new KeepingStoreSink(output))
                .uid("output");
        try {
            return InstantiationUtil.serializeObject(env.getJobGraph());
        } catch (IOException e) {
            throw new UncheckedIOException("the graph of " + name() + " cannot be written", e);
        }
    }

    private static String line(long window, String sensor, long sum) {
        return window + " " + sensor + " " + sum;
    }

    /** The later the split, the later its readings. */
    private List<List<Measured>> splits(SplittableRandom random) {
        List<List<Measured>> splits = new ArrayList<>();
        long clock = DISORDER_MS;
        for (int i = 2 + random.nextInt(12); i > 0; i--) {
            List<Measured> split = new ArrayList<>();
            for (int j = 10 + random.nextInt(90); j > 0; j--) {
                clock += random.nextInt(60);
                Measured one =
                        new Measured("s" + random.nextInt(5), random.nextInt(100), clock - random.nextInt(DISORDER_MS));
                split.add(one);
                oracle.computeIfAbsent(one.timestamp() / WINDOW_MS, window -> new TreeMap<>())
                        .merge(one.sensor(), one.value(), Long::sum);
            }
            splits.add(split);
            clock += DISORDER_MS;
        }
        return splits;
    }

    @Override
    public void begins(VirtualTime time) {
        ReadingStore.named(input).isReadBy(time);
    }

    @Override
    public OptionalInt checkpointAskedAfterMs(SplittableRandom random) {
        return random.nextBoolean() ? OptionalInt.of(random.nextInt(12_000)) : OptionalInt.empty();
    }

    @Override
    public void isDurable(long checkpoint) {
        OutputStore.named(output).isDurable(checkpoint);
    }

    @Override
    public void check(Run run) {
        ReadingStore.remove(input);
        List<String> expected = new ArrayList<>();
        oracle.forEach((window, sums) -> sums.forEach((sensor, sum) -> expected.add(line(window, sensor, sum))));
        Checkpoints.check(run, OutputStore.remove(output), expected);
    }
}
