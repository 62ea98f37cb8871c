package io.millrace.taskmanager.task;

import io.millrace.dataflow.util.OutputTag;
import io.millrace.taskmanager.exchange.Element;

/**
 * The output of a source that owns its loop: no task comes by after each record to move the events that the record or the
 * source caused, so they are moved here, at once. Used with the source's lock held.
 */
final class LoopingOutput implements ChainOutput {
    private final ChainOutput next;
    private final Chain chain;

    LoopingOutput(ChainOutput next, Chain chain) {
        this.next = next;
        this.chain = chain;
    }

    @Override
    public void collect(Object record, long timestamp) {
        failIfChainFailed();
        next.collect(record, timestamp);
        settle();
    }

    @Override
    public <X> void collect(OutputTag<X> tag, X record, long timestamp) {
        next.collect(tag, record, timestamp);
        settle();
    }

    @Override
    public void emitWatermark(long watermark) {
        next.emitWatermark(watermark);
        settle();
    }

    @Override
    public void emitIdle() {
        next.emitIdle();
        settle();
    }

    @Override
    public void watermark(long watermark) {
        next.watermark(watermark);
    }

    @Override
    public void status(Element.Signal status) {
        next.status(status);
    }

    @Override
    public void superstep(Element.Superstep event) {
        next.superstep(event);
    }

    @Override
    public long emitted() {
        return next.emitted();
    }

    @Override
    public void end() {
        next.end();
    }

    // The loop may have caught what an operator threw at an earlier record.
    private void failIfChainFailed() {
        OperatorFailure failure = chain.firstFailure();
        if (failure != null) {
            throw failure;
        }
    }

    private void settle() {
        if (chain.needsAttention()) {
            chain.settle(1);
        }
    }
}
