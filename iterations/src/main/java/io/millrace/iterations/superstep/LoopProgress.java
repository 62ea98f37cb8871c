package io.millrace.iterations.superstep;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.metrics.Gauge;
import io.millrace.dataflow.metrics.MetricGroup;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a person can see of a loop while it runs: metrics of each subtask of its head, which go with the heartbeats that are sent
 * anyway, and from the first of them a line in the log, at most one a second. All numbers are those of the whole loop.
 *
 * <p>Metrics may be read by any thread; all else is the head's.
 */
public final class LoopProgress {
    private static final Logger LOG = LoggerFactory.getLogger(LoopProgress.class);
    private static final long LINE_INTERVAL_MS = 1000;

    private final Consumer<String> log;
    private final LoopRules rules;
    private final OperatorContext context;
    private final List<String> inputs;
    private final long[] records;
    private final long begunAt;
    private long superstepBegunAt;
    private long lineAt;
    private int lineSuperstep;
    private volatile Seen seen;

    /**
     * The last superstep that is over.
     *
     * @param superstep 0 before the first
     * @param records what it fed back, by input
     */
    private record Seen(int superstep, long millis, List<Long> records, Aggregates aggregates) {}

    /** @param inputs for each input that is fed back, what its records are called in metrics, such as {@code workset} */
    public LoopProgress(LoopRules rules, OperatorContext context, List<String> inputs) {
        this(rules, context, inputs, LOG::info);
    }

    LoopProgress(LoopRules rules, OperatorContext context, List<String> inputs, Consumer<String> log) {
        this.log = log;
        this.rules = rules;
        this.context = context;
        this.inputs = List.copyOf(inputs);
        this.records = new long[inputs.size()];
        this.begunAt = context.processingTime();
        this.superstepBegunAt = begunAt;
        this.lineAt = begunAt;
        this.seen = new Seen(0, 0, inputs.stream().map(any -> 0L).toList(), Aggregates.none());
        register(context.metrics().addGroup("loop"));
    }

    private void register(MetricGroup metrics) {
        gauge(metrics, "superstep", Seen::superstep);
        gauge(metrics, "superstepMillis", Seen::millis);
        for (int i = 0; i < inputs.size(); i++) {
            int input = i;
            gauge(metrics, inputs.get(i) + "Records", last -> last.records().get(input));
        }
        for (LoopRules.Registered registered : rules.aggregators()) {
            gauge(
                    metrics.addGroup("aggregate"),
                    registered.name(),
                    last -> String.valueOf(last.aggregates().values().get(registered.name())));
        }
    }

    private void gauge(MetricGroup metrics, String name, Function<Seen, Object> value) {
        metrics.<Object, Gauge<Object>>gauge(name, () -> value.apply(seen));
    }

    /** An input (from 0) has ended the superstep, with these reports. */
    public void ended(int input, List<byte[]> reports) {
        for (byte[] report : reports) {
            records[input] += Report.of(report).fedBack();
        }
    }

    /** The superstep is over; what was reported since the last one belongs to it. */
    public void concluded(int superstep, boolean last, Aggregates aggregates) {
        long now = context.processingTime();
        seen = new Seen(
                superstep,
                now - superstepBegunAt,
                Arrays.stream(records).boxed().toList(),
                aggregates);
        superstepBegunAt = now;
        Arrays.fill(records, 0);
        boolean told = lineAt > begunAt;
        if (context.task().getIndexOfThisSubtask() == 0 && (now - lineAt >= LINE_INTERVAL_MS || (last && told))) {
            log.accept(line(now, last));
            lineAt = now;
            lineSuperstep = superstep;
        }
    }

    private String line(long now, boolean last) {
        Seen shown = seen;
        StringJoiner text = new StringJoiner(", ");
        text.add(
                "Loop '" + rules.name() + "': " + (last ? "ended after superstep " : "superstep ") + shown.superstep());
        for (int i = 0; i < inputs.size(); i++) {
            text.add(inputs.get(i) + " " + shown.records().get(i) + " records");
        }
        shown.aggregates().values().forEach((name, value) -> text.add(name + " = " + value));
        text.add(seconds(now - lineAt, Math.max(1, shown.superstep() - lineSuperstep)) + " s a superstep");
        return text.add(seconds(now - begunAt, 1) + " s in all").toString();
    }

    private static String seconds(long millis, int of) {
        return String.format(Locale.ROOT, "%.4f", millis / 1000.0 / of);
    }
}
