package io.millrace.taskmanager.kit;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.RestoreReader;
import io.millrace.dataflow.contract.SnapshotWriter;
import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.contract.TwoInputOperator;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Operators of these tests that take part in checkpoints. */
public final class StatefulOps {
    private StatefulOps() {}

    /** Numbers that a source has still to emit: {@code next}, and each {@link #SHARES} further, below {@code to}. */
    public record Share(long next, long to) {
        byte[] bytes() {
            return ByteBuffer.allocate(16).putLong(next).putLong(to).array();
        }

        public static Share read(byte[] bytes) {
            ByteBuffer in = ByteBuffer.wrap(bytes);
            return new Share(in.getLong(), in.getLong());
        }
    }

    /** Into how many shares the numbers of a source are divided. */
    public static final int SHARES = 12;

    /** The numbers from 0 to {@code to - 1}, each with its own as timestamp; which of them are left is its state. */
    public static Ops.Maker numbers(long to) {
        return numbers(Collections.nCopies(SHARES, to));
    }

    /** As {@link #numbers(long)}, but each share has an end of its own, so that some subtasks are over long before others. */
    public static Ops.Maker numbers(List<Long> ends) {
        List<Long> copy = List.copyOf(ends);
        return () -> new Numbers(copy);
    }

    private static final class Numbers implements SourceOperator<Long> {
        private final List<Long> ends;
        private final ArrayDeque<Share> left = new ArrayDeque<>();

        Numbers(List<Long> ends) {
            this.ends = ends;
        }

        @Override
        public void open(OperatorContext context, Output<Long> output) {
            if (context.restored().isRestored()) {
                return;
            }
            int step = context.task().getNumberOfParallelSubtasks();
            for (int share = context.task().getIndexOfThisSubtask(); share < SHARES; share += step) {
                left.add(new Share(share, ends.get(share)));
            }
        }

        @Override
        public void restore(RestoreReader reader) {
            reader.list("shares").forEach(bytes -> left.add(Share.read(bytes)));
        }

        @Override
        public void snapshot(SnapshotWriter writer) {
            writer.list("shares", left.stream().map(Share::bytes).toList(), Redistribution.SPLIT);
        }

        @Override
        public Progress next(Output<Long> output) {
            for (int i = 0; i < 20 && !left.isEmpty(); i++) {
                Share share = left.remove();
                if (share.next() < share.to()) {
                    output.collect(share.next(), share.next());
                    left.add(new Share(share.next() + SHARES, share.to()));
                }
            }
            return left.isEmpty() ? Progress.END : Progress.MORE;
        }
    }

    /** Holds some records back until others come, or the input ends. */
    public static Ops.Maker delay() {
        return Delay::new;
    }

    private static final class Delay extends Ops.Each<Long, Long> {
        private final ArrayDeque<Long> held = new ArrayDeque<>();

        Delay() {
            super((n, t, out) -> {});
        }

        @Override
        public void process(Long n, long timestamp) {
            held.add(n);
            if (held.size() > 30) {
                output.collect(held.remove(), Output.NO_TIMESTAMP);
            }
        }

        @Override
        public Emission<Long> endInput() {
            return out -> {
                for (int i = 0; i < 5 && !held.isEmpty(); i++) {
                    out.collect(held.remove(), Output.NO_TIMESTAMP);
                }
                return !held.isEmpty();
            };
        }

        @Override
        public void snapshot(SnapshotWriter writer) {
            writer.list(
                    "held",
                    held.stream()
                            .map(n -> ByteBuffer.allocate(8).putLong(n).array())
                            .toList(),
                    Redistribution.SPLIT);
        }

        @Override
        public void restore(RestoreReader reader) {
            reader.list("held").forEach(bytes -> held.add(ByteBuffer.wrap(bytes).getLong()));
        }
    }

    /** Counts each number in keyed state, and passes it on. */
    public static Ops.Maker countByKey() {
        return () -> new Ops.Each<Long, Long>((n, t, out) -> {}) {
            private CountsByKey state;

            @Override
            public void open(OperatorContext opened, Output<Long> out) throws Exception {
                super.open(opened, out);
                state = (CountsByKey) opened.<Long>keyedState(TestTypes.immutable());
            }

            @Override
            public void process(Long n, long timestamp) {
                state.count(n);
                output.collect(n, timestamp);
            }
        };
    }

    /** Passes on what comes from either side, and counts on which side in a union list. */
    public static Ops.Maker merge() {
        return Merge::new;
    }

    private static final class Merge implements TwoInputOperator<Long, Long, Long> {
        private Output<Long> output;
        private long seen;
        private boolean leftEnded;
        private boolean rightEnded;

        @Override
        public void open(OperatorContext context, Output<Long> out) {
            output = out;
        }

        @Override
        public void processLeft(Long record, long timestamp) {
            pass(record, timestamp, leftEnded);
        }

        @Override
        public void processRight(Long record, long timestamp) {
            pass(record, timestamp, rightEnded);
        }

        private void pass(Long record, long timestamp, boolean ended) {
            if (ended) {
                throw new AssertionError("a record came behind the end of its input");
            }
            seen++;
            output.collect(record, timestamp);
        }

        @Override
        public Emission<Long> endLeft() {
            leftEnded = true;
            return Emission.none();
        }

        @Override
        public Emission<Long> endRight() {
            rightEnded = true;
            return Emission.none();
        }

        @Override
        public void snapshot(SnapshotWriter writer) {
            byte[] element = ByteBuffer.allocate(8).putLong(seen).array();
            writer.list("seen", List.of(element), Redistribution.UNION);
        }
    }

    /** Counts how often each number came, in a split list. */
    public static Ops.Maker counter() {
        return Counter::new;
    }

    private static final class Counter extends Ops.Each<Long, Object> {
        private final Map<Long, Long> counts = new TreeMap<>();

        Counter() {
            super((n, t, out) -> {});
        }

        @Override
        public void process(Long n, long timestamp) {
            counts.merge(n, 1L, Long::sum);
        }

        @Override
        public void snapshot(SnapshotWriter writer) {
            List<byte[]> elements = new ArrayList<>();
            counts.forEach((n, count) -> elements.add(
                    ByteBuffer.allocate(16).putLong(n).putLong(count).array()));
            writer.list("counts", elements, Redistribution.SPLIT);
        }

        @Override
        public void restore(RestoreReader reader) {
            reader.list("counts")
                    .forEach(bytes ->
                            CountsByKey.read(0, bytes).forEach((n, count) -> counts.merge(n, count, Long::sum)));
        }
    }
}
