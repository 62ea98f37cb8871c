package io.millrace.taskmanager.kit;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.RecordStep;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.functions.FilterFunction;
import io.millrace.dataflow.functions.MapFunction;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Operators of these tests. What a sink collects is found by the sink's name. */
public final class Ops {
    private Ops() {}

    private static final Map<String, Queue<Object>> SINKS = new ConcurrentHashMap<>();

    /** Objects that operators of a test share with it: they are made from serialised factories in the same process. */
    private static final Map<String, Object> SHARED = new ConcurrentHashMap<>();

    public static void share(String name, Object object) {
        SHARED.put(name, object);
    }

    @SuppressWarnings("unchecked")
    public static <T> T shared(String name) {
        return (T) SHARED.get(name);
    }

    public static void reset() {
        SINKS.clear();
        SHARED.clear();
    }

    /** What the sink of that name got, in order per subtask. */
    public static List<Object> collected(String sink) {
        return List.copyOf(SINKS.getOrDefault(sink, new ConcurrentLinkedQueue<>()));
    }

    public static Queue<Object> sinkOf(String sink) {
        return SINKS.computeIfAbsent(sink, name -> new ConcurrentLinkedQueue<>());
    }

    /** A function that may be serialised and may throw. */
    @FunctionalInterface
    public interface Step<IN, OUT> extends Serializable {
        void apply(IN record, long timestamp, Output<OUT> output) throws Exception;
    }

    /** Makes any operator. */
    @FunctionalInterface
    public interface Maker extends OperatorFactory {
        @Override
        Operator create();
    }

    /** The same, but it may hold its thread. */
    public record Blocking(OperatorFactory factory) implements OperatorFactory {
        @Override
        public Operator create() {
            return factory.create();
        }

        @Override
        public boolean blocks() {
            return true;
        }
    }

    /** Any operator with one input that does one thing with a record. */
    public static <IN, OUT> Maker each(Step<IN, OUT> step) {
        return () -> new Each<>(step);
    }

    /** Doubles, drops, changes: a base for operators of single tests. */
    public static class Each<IN, OUT> implements OneInputOperator<IN, OUT> {
        private final Step<IN, OUT> step;
        protected Output<OUT> output;
        protected OperatorContext context;

        public Each(Step<IN, OUT> step) {
            this.step = step;
        }

        @Override
        public void open(OperatorContext opened, Output<OUT> out) throws Exception {
            context = opened;
            output = out;
        }

        @Override
        public void process(IN record, long timestamp) throws Exception {
            step.apply(record, timestamp, output);
        }
    }

    /** Hands on what the function makes of each record, and says that it does nothing else. */
    public static <IN, OUT> Maker maps(MapFunction<IN, OUT> function) {
        return () ->
                new Each<IN, OUT>((record, timestamp, output) -> {
                    sinkOf("called by process").add(String.valueOf(record));
                    output.collect(function.map(record), timestamp);
                }) {
                    @Override
                    public Optional<RecordStep> recordStep() {
                        return Optional.of(new RecordStep.Mapping(function));
                    }
                };
    }

    /** Hands on the records for which the function holds, and says that it does nothing else. */
    public static <T> Maker filters(FilterFunction<T> function) {
        return () ->
                new Each<T, T>((record, timestamp, output) -> {
                    sinkOf("called by process").add(String.valueOf(record));
                    if (function.filter(record)) {
                        output.collect(record, timestamp);
                    }
                }) {
                    @Override
                    public Optional<RecordStep> recordStep() {
                        return Optional.of(new RecordStep.Filtering(function));
                    }
                };
    }

    /** Keeps what it gets under a name, with subtask: {@code "name"} and {@code "name/0"}. */
    public static Maker sink(String name) {
        return () -> new Each<Object, Object>((record, timestamp, output) -> {}) {
            @Override
            public void process(Object record, long timestamp) {
                sinkOf(name).add(record);
                sinkOf(name + "/" + context.task().getIndexOfThisSubtask()).add(record);
            }
        };
    }

    /** Like {@link #sink}, but writes also watermarks ("W5", "Wmax") and the end ("E"). */
    public static Maker eventSink(String name) {
        return () -> new Each<Object, Object>((record, timestamp, output) -> {}) {
            @Override
            public void process(Object record, long timestamp) {
                sinkOf(name).add(timestamp == Output.NO_TIMESTAMP ? record : record + "@" + timestamp);
            }

            @Override
            public Emission<Object> onWatermark(long watermark) {
                sinkOf(name).add(watermark == Long.MAX_VALUE ? "Wmax" : "W" + watermark);
                return Emission.none();
            }

            @Override
            public Emission<Object> endInput() {
                sinkOf(name).add("E");
                return Emission.none();
            }
        };
    }

    /** The numbers from {@code from} to {@code to - 1} that belong to its subtask: n belongs to n mod parallelism. */
    public static Maker numbers(long from, long to) {
        return () -> new SourceOperator<Long>() {
            private long next;
            private long step;

            @Override
            public void open(OperatorContext context, Output<Long> output) {
                next = from + context.task().getIndexOfThisSubtask();
                step = context.task().getNumberOfParallelSubtasks();
            }

            @Override
            public Progress next(Output<Long> output) {
                for (int i = 0; i < 200 && next < to; i++, next += step) {
                    output.collect(next, Output.NO_TIMESTAMP);
                }
                return next < to ? Progress.MORE : Progress.END;
            }
        };
    }

    /**
     * Plays a script: a Long is a record with that timestamp, "W5" a watermark, "I" idle; anything else is a record without
     * timestamp.
     */
    public static Maker script(Object... events) {
        List<Object> copy = List.of(events);
        return () -> new SourceOperator<Object>() {
            private int at;

            @Override
            public void open(OperatorContext context, Output<Object> output) {}

            @Override
            public Progress next(Output<Object> output) {
                if (at == copy.size()) {
                    return Progress.END;
                }
                play(copy.get(at++), output);
                return Progress.MORE;
            }
        };
    }

    public static void play(Object event, Output<Object> output) {
        if (event instanceof Long time) {
            output.collect(event, time);
        } else if (event.equals("I")) {
            output.emitIdle();
        } else if (event instanceof String text && text.matches("W-?\\d+")) {
            output.emitWatermark(Long.parseLong(text.substring(1)));
        } else {
            output.collect(event, Output.NO_TIMESTAMP);
        }
    }
}
