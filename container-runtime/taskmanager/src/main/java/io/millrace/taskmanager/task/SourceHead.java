package io.millrace.taskmanager.task;

import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.contract.SourceOperator.Progress;
import java.util.List;

/** Asks a source for its records. */
final class SourceHead implements Head {
    /** What one answer counts for: a source emits some hundred records a time. */
    private static final int PIECE = 256;

    private final SourceOperator<Object> source;
    private final Chain chain;
    private volatile boolean woken;
    private boolean waiting;
    private boolean ended;

    SourceHead(SourceOperator<Object> source, Chain chain) {
        this.source = source;
        this.chain = chain;
    }

    @Override
    public int advance() {
        if (ended || (waiting && !woken)) {
            return 0;
        }
        woken = false; // before the call: a wake-up during it counts
        waiting = false;
        Progress progress;
        try {
            progress = source.next(chain.head().typedOutput());
        } catch (Throwable t) {
            throw chain.failed(0, null, t);
        }
        switch (progress) {
            case MORE -> {
                return PIECE;
            }
            case WAITING -> waiting = true;
            case END -> {
                end();
                return 1;
            }
        }
        return 0;
    }

    @Override
    public void beginAtEnd() {
        end();
    }

    /** Event time is over too: windows and timers that still wait for it fire. */
    private void end() {
        ended = true;
        chain.head().typedOutput().emitWatermark(Long.MAX_VALUE);
        chain.head().offerEnd(Stage.ONLY);
    }

    /** Ask again. Any thread. */
    void wake() {
        woken = true;
    }

    void addSplits(List<byte[]> splits, boolean noMore) {
        try {
            if (!splits.isEmpty()) {
                source.addSplits(splits);
            }
            if (noMore) {
                source.noMoreSplits();
            }
        } catch (Throwable t) {
            throw chain.failed(0, null, t);
        }
        woken = true;
    }
}
