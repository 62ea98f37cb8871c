package io.millrace.taskmanager.task;

import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.Pace;
import io.millrace.taskmanager.exchange.Batch;
import io.millrace.taskmanager.exchange.ChannelHub;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.InputGate;
import io.millrace.taskmanager.exchange.WatermarkValve;
import org.jspecify.annotations.Nullable;

/** Feeds a chain from one gate. */
final class OneInputHead implements Head {
    /** How many records an operator may look ahead at: what it reads for them stays in the processor's first cache. */
    private static final int AHEAD = 32;

    private final OneInputOperator<Object, ?> operator;
    private final InputGate gate;
    private final Chain chain;
    private final Pace pace;
    private @Nullable Batch batch;
    private int position;
    private boolean endTold;

    OneInputHead(OneInputOperator<Object, ?> operator, InputGate gate, Chain chain, Pace pace) {
        this.operator = operator;
        this.gate = gate;
        this.chain = chain;
        this.pace = pace;
    }

    @Override
    public int advance() throws Exception {
        Batch current = batch;
        if (current != null) {
            return process(current);
        }
        Element element = gate.isEnded() ? null : gate.poll();
        if (element == null) {
            return tellEnd();
        }
        if (element instanceof Element.Superstep event) {
            return superstep(event);
        }
        WatermarkValve.Change change = gate.observe(element);
        switch (change) {
            case NONE -> {}
            case WATERMARK -> chain.head().offerWatermark(gate.watermark());
            case IDLE -> chain.head().offerStatus(Element.Signal.IDLE);
            case ACTIVE -> chain.head().offerStatus(Element.Signal.ACTIVE);
        }
        if (element instanceof Batch received) {
            batch = received;
            position = 0;
            return chain.needsAttention() ? 1 : process(received);
        }
        return 1 + tellEnd();
    }

    private int superstep(Element.Superstep event) {
        Element.Superstep merged = gate.merged(event);
        if (merged != null) {
            chain.head().offerSuperstep(merged, Stage.ONLY);
        }
        return 1;
    }

    private int tellEnd() {
        if (endTold || !gate.isEnded()) {
            return 0;
        }
        endTold = true;
        chain.head().offerEnd(Stage.ONLY);
        return 1;
    }

    /** The loop that everything else is there for. */
    private int process(Batch current) {
        Object[] records = current.records();
        long[] timestamps = current.timestamps();
        int size = current.size();
        int from = position;
        int end = Math.min(size, from + pace.begin());
        int i = from;
        int shown = from;
        try {
            while (i < end) {
                if (i == shown) {
                    shown = Math.min(end, i + AHEAD);
                    operator.expect(records, i, shown);
                }
                Object record = records[i];
                long timestamp = timestamps == null ? Output.NO_TIMESTAMP : timestamps[i];
                i++;
                operator.process(record, timestamp);
                if (chain.needsAttention()) {
                    break;
                }
            }
        } catch (Throwable t) {
            throw chain.failed(0, records[i - 1], t);
        }
        pace.end(i - from);
        position = i;
        if (i == size) {
            batch = null;
        }
        chain.head().receives(i - from);
        return i - from;
    }

    @Override
    public void release(ChannelHub hub) {
        gate.release(hub);
    }
}
