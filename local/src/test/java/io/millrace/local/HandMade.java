package io.millrace.local;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.accumulators.LongCounter;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.graph.ExchangeMode;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.dataflow.graph.OperatorNode;
import io.millrace.dataflow.types.BasicTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.SerializedValue;
import io.millrace.operators.record.MapFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Job graphs put together by hand: numbers from a source, mapped, sent by key, and told to the client. */
final class HandMade {
    static final String RESULT = "numbers";
    private static final TypeInformation<Long> LONG = BasicTypeInfo.LONG_TYPE_INFO;

    private HandMade() {}

    /** Numbers from 0 to {@code count - 1}, mapped, come to the client in any order; -1: without end, one a millisecond. */
    static JobGraph job(long count, int parallelism, MapFunction<Long, Long> function) {
        return job(new Numbers(count), new Checks(""), parallelism, function);
    }

    static JobGraph job(
            OperatorFactory source, CoordinatorFactory atSource, int parallelism, MapFunction<Long, Long> function) {
        JobGraphBuilder graph = new JobGraphBuilder();
        Handle numbers = graph.add(node("numbers", source, Optional.of(atSource), parallelism, List.of()));
        Handle mapped =
                graph.add(node("map", new MapFactory<>(function), Optional.empty(), parallelism, List.of(LONG)));
        Handle sink = graph.add(node("tell", new TellClient(), Optional.of(new PassOn()), parallelism, List.of(LONG)));
        graph.connect(
                numbers, Optional.empty(), mapped, 0, new ExchangePattern.Forward(), ExchangeMode.PIPELINED, LONG);
        graph.connect(mapped, Optional.empty(), sink, 0, byValue(), ExchangeMode.PIPELINED, LONG);
        return graph.build("by hand", JobGraph.Mode.STREAMING, new ExecutionConfig(), Map.of());
    }

    private static ExchangePattern byValue() {
        try {
            KeySelector<Long, Long> self = value -> value;
            return new ExchangePattern.Hash(new SerializedValue<>(self));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OperatorNode node(
            String name,
            OperatorFactory factory,
            Optional<CoordinatorFactory> coordinator,
            int parallelism,
            List<TypeInformation<?>> inputs) {
        return new OperatorNode(
                name,
                Optional.empty(),
                factory,
                coordinator,
                parallelism,
                128,
                OperatorNode.DEFAULT_GROUP,
                OperatorNode.Chaining.ALWAYS,
                inputs);
    }

    static byte[] bytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    static long number(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getLong();
    }

    /** Each subtask emits every parallelism-th number. */
    record Numbers(long count) implements OperatorFactory {
        @Override
        public Operator create() {
            return new SourceOperator<Long>() {
                private OperatorContext context;
                private long next;
                private int step;

                @Override
                public void open(OperatorContext opened, Output<Long> output) {
                    context = opened;
                    next = context.task().getIndexOfThisSubtask();
                    step = context.task().getNumberOfParallelSubtasks();
                }

                @Override
                public Progress next(Output<Long> output) {
                    if (count >= 0 && next >= count) {
                        return Progress.END;
                    }
                    output.collect(next, Output.NO_TIMESTAMP);
                    next += step;
                    if (count >= 0) {
                        return Progress.MORE;
                    }
                    context.wakeAt(context.processingTime() + 1);
                    return Progress.WAITING;
                }
            };
        }
    }

    /** Fails at the start with the message, if there is one. */
    record Checks(String failure) implements CoordinatorFactory {
        @Override
        public Coordinator create() {
            return new Coordinator() {
                @Override
                public void start(CoordinatorContext context) throws IOException {
                    if (!failure.isEmpty()) {
                        throw new java.io.FileNotFoundException(failure);
                    }
                }
            };
        }
    }

    /** Says every record to the coordinator and counts it. */
    record TellClient() implements OperatorFactory {
        @Override
        public Operator create() {
            return new OneInputOperator<Long, Long>() {
                private OperatorContext context;
                private final LongCounter counter = new LongCounter();

                @Override
                public void open(OperatorContext opened, Output<Long> output) {
                    context = opened;
                    context.addAccumulator("told", counter);
                }

                @Override
                public void process(Long record, long timestamp) {
                    counter.add(1);
                    context.tellCoordinator(bytes(record));
                }

                @Override
                public Emission<Long> endInput() {
                    return Emission.none();
                }
            };
        }
    }

    /** Passes on to the client what operators say. */
    record PassOn() implements CoordinatorFactory {
        @Override
        public Coordinator create() {
            return new Coordinator() {
                private CoordinatorContext context;

                @Override
                public void start(CoordinatorContext started) {
                    context = started;
                }

                @Override
                public void said(int subtask, byte[] message) {
                    context.sayToClient(RESULT, message);
                }
            };
        }
    }
}
