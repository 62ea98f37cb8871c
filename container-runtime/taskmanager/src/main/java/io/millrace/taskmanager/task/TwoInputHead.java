package io.millrace.taskmanager.task;

import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.Pace;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.contract.TwoInputOperator.InputSelection;
import io.millrace.taskmanager.exchange.Batch;
import io.millrace.taskmanager.exchange.ChannelHub;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.InputGate;
import io.millrace.taskmanager.exchange.WatermarkValve;
import org.jspecify.annotations.Nullable;

/** Feeds a chain from two gates: in turn, or as the operator selects. */
final class TwoInputHead implements Head {
    private static final int LEFT = 0;
    private static final int RIGHT = 1;

    private final TwoInputOperator<Object, Object, ?> operator;
    private final InputGate[] gates;
    private final Chain chain;
    private final Pace pace;
    private final WatermarkValve valve = new WatermarkValve(2);
    private final boolean[] endTold = new boolean[2];
    private @Nullable Batch batch;
    private int side;
    private int position;

    TwoInputHead(
            TwoInputOperator<Object, Object, ?> operator, InputGate left, InputGate right, Chain chain, Pace pace) {
        this.operator = operator;
        this.gates = new InputGate[] {left, right};
        this.chain = chain;
        this.pace = pace;
        // Begin on the left: the last one read counts as the right.
        this.side = RIGHT;
    }

    @Override
    public int advance() throws Exception {
        Batch current = batch;
        if (current != null) {
            return process(current);
        }
        Element element = poll();
        if (element == null) {
            return tellEnds();
        }
        if (element instanceof Element.Superstep event) {
            return superstep(event);
        }
        observe(element);
        if (element instanceof Batch received) {
            batch = received;
            position = 0;
            return chain.needsAttention() ? 1 : process(received);
        }
        return 1 + tellEnds();
    }

    /** From the selected gate; if both are, from the one that was not read last, else from the other. */
    private @Nullable Element poll() {
        InputSelection selection = selection();
        int first = switch (selection) {
            case LEFT -> LEFT;
            case RIGHT -> RIGHT;
            case ANY -> 1 - side;
        };
        Element element = pollGate(first);
        if (element == null && selection == InputSelection.ANY) {
            element = pollGate(1 - first);
        }
        return element;
    }

    // An operator that waits for an input that has ended would wait for ever.
    private InputSelection selection() {
        if (gates[LEFT].isEnded() || gates[RIGHT].isEnded()) {
            return InputSelection.ANY;
        }
        try {
            return operator.nextInput();
        } catch (Throwable t) {
            throw chain.failed(0, null, t);
        }
    }

    private @Nullable Element pollGate(int from) {
        if (gates[from].isEnded()) {
            return null;
        }
        Element element = gates[from].poll();
        if (element != null) {
            side = from;
        }
        return element;
    }

    private int superstep(Element.Superstep event) {
        Element.Superstep merged = gates[side].merged(event);
        if (merged != null) {
            chain.head().offerSuperstep(merged, side == LEFT ? Stage.ONLY : Stage.RIGHT);
        }
        return 1;
    }

    private void observe(Element element) {
        InputGate gate = gates[side];
        WatermarkValve.Change change = gate.observe(element);
        WatermarkValve.Change merged = switch (change) {
            case NONE -> WatermarkValve.Change.NONE;
            case WATERMARK -> valve.watermark(side, gate.watermark());
            case IDLE -> valve.idle(side);
            case ACTIVE -> valve.active(side);
        };
        tell(merged);
    }

    private void tell(WatermarkValve.Change change) {
        switch (change) {
            case NONE -> {}
            case WATERMARK -> chain.head().offerWatermark(valve.watermark());
            case IDLE -> chain.head().offerStatus(Element.Signal.IDLE);
            case ACTIVE -> chain.head().offerStatus(Element.Signal.ACTIVE);
        }
    }

    private int tellEnds() {
        int told = 0;
        for (int input = LEFT; input <= RIGHT; input++) {
            if (!endTold[input] && gates[input].isEnded()) {
                endTold[input] = true;
                tell(valve.ended(input));
                chain.head().offerEnd(input == LEFT ? Stage.ONLY : Stage.RIGHT);
                told++;
            }
        }
        return told;
    }

    private int process(Batch current) {
        Object[] records = current.records();
        long[] timestamps = current.timestamps();
        int size = current.size();
        int from = position;
        int end = Math.min(size, from + pace.begin());
        int i = from;
        try {
            while (i < end) {
                Object record = records[i];
                long timestamp = timestamps == null ? Output.NO_TIMESTAMP : timestamps[i];
                i++;
                if (side == LEFT) {
                    operator.processLeft(record, timestamp);
                } else {
                    operator.processRight(record, timestamp);
                }
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
        gates[LEFT].release(hub);
        gates[RIGHT].release(hub);
    }
}
