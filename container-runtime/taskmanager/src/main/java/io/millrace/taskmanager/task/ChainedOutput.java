package io.millrace.taskmanager.task;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.util.OutputTag;
import io.millrace.taskmanager.exchange.Element;

/**
 * Hands the records of an operator straight to the next one of the chain. On the hot path: no allocation, one check, one
 * call.
 */
final class ChainedOutput implements ChainOutput {
    private final OneInputOperator<Object, ?> next;
    private final Stage target;
    private final Chain chain;
    private long emitted = Long.MIN_VALUE;

    ChainedOutput(OneInputOperator<Object, ?> next, Stage target, Chain chain) {
        this.next = next;
        this.target = target;
        this.chain = chain;
    }

    @Override
    public void collect(Object record, long timestamp) {
        if (target.holdsRecords()) {
            beforeRecord();
        }
        target.receives(1);
        try {
            next.process(record, timestamp);
        } catch (Throwable t) {
            throw chain.failed(target.index(), record, t);
        }
    }

    // A watermark that the operator emitted before this record, in the same call, goes before it.
    private void beforeRecord() {
        if (target.isSenderIdle()) {
            target.senderIdle(false);
            target.offerStatus(Element.Signal.ACTIVE);
        }
        chain.settle(target.index());
    }

    /** Inner operators of a chain feed one operator only, so nobody reads their side outputs. */
    @Override
    public <X> void collect(OutputTag<X> tag, X record, long timestamp) {}

    @Override
    public void emitWatermark(long watermark) {
        if (watermark > emitted) {
            emitted = watermark;
            target.senderIdle(false);
            target.offerWatermark(watermark);
        }
    }

    @Override
    public void emitIdle() {
        if (!target.isSenderIdle()) {
            target.senderIdle(true);
            target.offerStatus(Element.Signal.IDLE);
        }
    }

    @Override
    public void watermark(long watermark) {
        target.offerWatermark(watermark);
    }

    @Override
    public long emitted() {
        return emitted;
    }

    @Override
    public void status(Element.Signal status) {
        target.offerStatus(status);
    }

    @Override
    public void superstep(Element.Superstep event) {
        target.offerSuperstep(event, Stage.ONLY);
    }

    @Override
    public void end() {
        target.offerEnd(Stage.ONLY);
    }
}
