package io.millrace.simulation.job;

import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Emits lines of text, given to it in splits by its coordinator, a few at a time with rests between them. */
final class LinesSource implements SourceOperator<String> {
    /** @param restMs after each piece */
    record Factory(int linesPerPiece, int restMs) implements OperatorFactory {
        @Override
        public Operator create() {
            return new LinesSource(linesPerPiece, restMs);
        }
    }

    /** Gives out the splits, each once per run of the job; every third answer takes its time. */
    record Splits(List<String> splits, int lateMs) implements CoordinatorFactory {
        @Override
        public Coordinator create() {
            return new Enumerator(splits, lateMs);
        }
    }

    private static final class Enumerator implements Coordinator {
        private final List<String> splits;
        private final int lateMs;
        private CoordinatorContext context;
        private int next;
        private int asked;
        private int runs;

        @SuppressWarnings("NullAway.Init") // start comes first.
        Enumerator(List<String> splits, int lateMs) {
            this.splits = splits;
            this.lateMs = lateMs;
        }

        @Override
        public void start(CoordinatorContext given) {
            context = given;
        }

        @Override
        public void splitRequested(int subtask, String host) {
            int run = runs;
            if (asked++ % 3 == 2) {
                context.executeAfter(lateMs, () -> {
                    if (run == runs) {
                        answer(subtask);
                    }
                });
            } else {
                answer(subtask);
            }
        }

        private void answer(int subtask) {
            if (next < splits.size()) {
                context.giveSplits(subtask, List.of(splits.get(next++).getBytes(StandardCharsets.UTF_8)));
            } else {
                context.noMoreSplits(subtask);
            }
        }

        @Override
        public void restarted() {
            next = 0;
            runs++;
        }

        @Override
        public Optional<byte[]> handOver() {
            return Optional.of(Integer.toString(next).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void takeOver(byte[] state) {
            next = Integer.parseInt(new String(state, StandardCharsets.UTF_8));
        }
    }

    private final int linesPerPiece;
    private final int restMs;
    private final Deque<String> lines = new ArrayDeque<>();
    private OperatorContext context;
    private long restUntil = Long.MIN_VALUE;
    private boolean noMore;

    @SuppressWarnings("NullAway.Init") // open comes first.
    private LinesSource(int linesPerPiece, int restMs) {
        this.linesPerPiece = linesPerPiece;
        this.restMs = restMs;
    }

    @Override
    public void open(OperatorContext given, Output<String> output) {
        context = given;
        context.requestSplit();
    }

    @Override
    public Progress next(Output<String> output) {
        if (context.processingTime() < restUntil) {
            return Progress.WAITING;
        }
        for (int i = 0; i < linesPerPiece && !lines.isEmpty(); i++) {
            output.collect(lines.remove(), Output.NO_TIMESTAMP);
        }
        if (!lines.isEmpty()) {
            restUntil = context.processingTime() + restMs;
            context.wakeAt(restUntil);
            return Progress.WAITING;
        }
        if (noMore) {
            return Progress.END;
        }
        context.requestSplit();
        return Progress.WAITING;
    }

    @Override
    public void addSplits(List<byte[]> splits) {
        for (byte[] split : splits) {
            lines.addAll(List.of(new String(split, StandardCharsets.UTF_8).split("\n")));
        }
    }

    @Override
    public void noMoreSplits() {
        noMore = true;
    }
}
