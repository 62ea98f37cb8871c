package io.millrace.simulation.job;

import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.protocol.Failure;
import io.millrace.simulation.Run;
import io.millrace.simulation.SimulatedJob;
import io.millrace.simulation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The streaming job: sums per sensor and window of event time, from sources that are out of order. Without checkpoints it
 * ends with the oracle's output, or, if a TaskManager was lost, fails with a report that says so and publishes nothing.
 */
public final class WindowSums implements SimulatedJob {
    private static final int DISORDER_MS = 700;

    private final String store = OutputStore.open();
    private final Map<Long, Map<String, Long>> oracle = new TreeMap<>();

    private record SensorOf() implements KeySelector<Reading, String> {
        @Override
        public String getKey(Reading value) {
            return value.sensor();
        }
    }

    @Override
    public String name() {
        return "WindowSums";
    }

    @Override
    public byte[] graph(int parallelism, SplittableRandom random) {
        TypeInformation<Reading> readings = TypeInformation.of(Reading.class);
        Graphs graphs = new Graphs();
        int sources = 1 + random.nextInt(parallelism);
        Handle source = graphs.source(
                "readings",
                sources,
                new ReadingsSource.Factory(readings(sources, random), DISORDER_MS, random.nextInt(400)),
                Optional.empty());
        Handle sums = graphs.then(
                source,
                "sums",
                parallelism,
                new SumWindows.Factory(),
                Optional.empty(),
                readings,
                Graphs.hash(new SensorOf()),
                ExchangeMode.PIPELINED);
        graphs.then(
                sums,
                "output",
                parallelism,
                new StoreSink.Factory(store),
                Optional.of(new StoreSink.Publisher(store)),
                Types.STRING,
                new ExchangePattern.Forward(),
                ExchangeMode.PIPELINED);
        return graphs.build(name(), JobGraph.Mode.STREAMING);
    }

    private List<List<ReadingsSource.Stamped>> readings(int sources, SplittableRandom random) {
        List<List<ReadingsSource.Stamped>> bySubtask = new ArrayList<>();
        for (int i = 0; i < sources; i++) {
            List<ReadingsSource.Stamped> mine = new ArrayList<>();
            long clock = random.nextInt(2000);
            for (int j = 20 + random.nextInt(100); j > 0; j--) {
                clock += random.nextInt(300);
                long timestamp = clock - random.nextInt(DISORDER_MS);
                String sensor = "s" + random.nextInt(7);
                long value = random.nextInt(100);
                mine.add(new ReadingsSource.Stamped(sensor, value, timestamp));
                oracle.computeIfAbsent(Math.floorDiv(timestamp, SumWindows.WINDOW_MS), key -> new TreeMap<>())
                        .merge(sensor, value, Long::sum);
            }
            bySubtask.add(mine);
        }
        return bySubtask;
    }

    @Override
    public void check(Run run) {
        OutputStore output = OutputStore.remove(store);
        if (run.end().status() == JobStatus.FAILED && run.lostTaskManagers()) {
            Failure failure = run.end().failure().orElseThrow(() -> new Violation("failed without saying why"));
            if (!failure.message().contains("without checkpoints")) {
                throw new Violation("the report does not say why the job could not go on: " + failure);
            }
            if (output.isPublished()) {
                throw new Violation("a job that failed has published: " + output.published());
            }
            return;
        }
        if (run.end().status() != JobStatus.FINISHED) {
            throw new Violation(
                    "the job ended as " + run.end().status() + ": " + run.end().failure());
        }
        List<String> expected = new ArrayList<>();
        oracle.forEach(
                (window, sums) -> sums.forEach((sensor, sum) -> expected.add(SumWindows.line(window, sensor, sum))));
        List<String> found = new ArrayList<>(output.published());
        expected.sort(null);
        found.sort(null);
        if (!found.equals(expected)) {
            throw new Violation("wrong output: expected " + expected + ", found " + found);
        }
        if (!run.results().equals(output.published())) {
            throw new Violation("the client was told " + run.results() + ", not " + output.published());
        }
    }
}
