package io.millrace.taskmanager.bench;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.graph.ExchangePattern;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.graph.JobGraphBuilder.Handle;
import io.millrace.taskmanager.kit.Cluster;
import io.millrace.taskmanager.kit.Ops;
import io.millrace.taskmanager.kit.Program;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;

/**
 * Prints records per second of a six-operator chain, a forward exchange and a hash exchange with a keyed sum. For a look by
 * hand; not run by the build.
 */
public final class ThroughputMain {
    private static final Long[] VALUES = new Long[1 << 12];
    private static final AtomicLong SINK = new AtomicLong();

    static {
        for (int i = 0; i < VALUES.length; i++) {
            VALUES[i] = (long) i;
        }
    }

    private ThroughputMain() {}

    public static void main(String[] args) {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 4;
        long records = args.length > 1 ? Long.parseLong(args[1]) : 40_000_000L;
        try (Cluster cluster = new Cluster(2)) {
            for (int i = 0; i < rounds; i++) {
                measure("chain of 6, parallelism 1", cluster, records, chain(1, records));
                measure("chain of 6, parallelism 2", cluster, 2 * records, chain(2, records));
                measure(
                        "forward exchange 1 -> 1 (two slots)",
                        cluster,
                        records / 2,
                        exchange(1, 1, records / 2, false));
                measure("hash exchange 2 -> 2, keyed sum", cluster, records, exchange(2, 2, records / 2, true));
            }
        }
    }

    private static void measure(String what, Cluster cluster, long records, JobGraph graph) {
        long start = System.nanoTime();
        cluster.run(graph);
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%-40s %8.1f M records/s%n", what, records / seconds / 1e6);
    }

    private static JobGraph chain(int parallelism, long perSubtask) {
        Program program = new Program();
        Handle last = program.source("values", parallelism, values(perSubtask));
        for (int i = 0; i < 5; i++) {
            last = program.then(last, "map " + i, parallelism, map(n -> n + 1));
        }
        program.then(last, "sum", parallelism, (Ops.Maker) Sum::new);
        return program.build();
    }

    private static JobGraph exchange(int producers, int consumers, long perProducer, boolean hash) {
        Program program = new Program();
        Handle source = program.source("values", producers, values(perProducer));
        ExchangePattern pattern = hash ? Program.hash((Long n) -> n) : new ExchangePattern.Rebalance();
        program.then(source, "sum", consumers, hash ? (Ops.Maker) KeyedSum::new : (Ops.Maker) Sum::new, pattern);
        return program.build();
    }

    private static Ops.Maker values(long count) {
        return () -> new SourceOperator<Long>() {
            private long left = count;

            @Override
            public void open(OperatorContext context, Output<Long> output) {}

            @Override
            public Progress next(Output<Long> output) {
                for (int i = 0; i < 500 && left > 0; i++, left--) {
                    output.collect(VALUES[(int) left & 4095], Output.NO_TIMESTAMP);
                }
                return left > 0 ? Progress.MORE : Progress.END;
            }
        };
    }

    /** A function that boxes nothing new. */
    private interface Mapping extends LongUnaryOperator, Serializable {}

    private static Ops.Maker map(Mapping mapping) {
        return () -> new Mapped(mapping);
    }

    private static final class Mapped implements OneInputOperator<Long, Long> {
        private final Mapping mapping;
        private Output<Long> output;

        Mapped(Mapping mapping) {
            this.mapping = mapping;
        }

        @Override
        public void open(OperatorContext context, Output<Long> out) {
            output = out;
        }

        @Override
        public void process(Long record, long timestamp) {
            output.collect(VALUES[(int) mapping.applyAsLong(record) & 4095], timestamp);
        }
    }

    private static final class Sum implements OneInputOperator<Long, Object> {
        private long sum;

        @Override
        public void open(OperatorContext context, Output<Object> output) {}

        @Override
        public void process(Long record, long timestamp) {
            sum += record;
        }

        @Override
        public void close() {
            SINK.addAndGet(sum);
        }
    }

    private static final class KeyedSum implements OneInputOperator<Long, Object> {
        private final Map<Long, long[]> sums = new HashMap<>();

        @Override
        public void open(OperatorContext context, Output<Object> output) {}

        @Override
        public void process(Long record, long timestamp) {
            sums.computeIfAbsent(record, key -> new long[1])[0] += record;
        }

        @Override
        public void close() {
            SINK.addAndGet(sums.size());
        }
    }
}
