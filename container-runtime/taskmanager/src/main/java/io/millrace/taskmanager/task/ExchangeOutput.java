package io.millrace.taskmanager.task;

import io.millrace.dataflow.util.OutputTag;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.RecordRouter;
import io.millrace.taskmanager.exchange.TaskOutputs;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sends the records of a chain's last operator over the task's edges. */
final class ExchangeOutput implements ChainOutput {
    private final RecordRouter[] main;
    private final @Nullable RecordRouter single;
    private final Map<String, RecordRouter[]> sides;
    private final TaskOutputs outputs;
    private final Chain chain;
    private final int operator;
    private long lastWatermark = Long.MIN_VALUE;
    private boolean idle;

    /**
     * @param main the edges of the main output
     * @param sides the edges of the side outputs, by tag
     * @param operator the place of the last operator
     */
    ExchangeOutput(
            RecordRouter[] main, Map<String, RecordRouter[]> sides, TaskOutputs outputs, Chain chain, int operator) {
        this.main = main;
        this.single = main.length == 1 ? main[0] : null;
        this.sides = sides;
        this.outputs = outputs;
        this.chain = chain;
        this.operator = operator;
    }

    @Override
    public void collect(Object record, long timestamp) {
        if (idle) {
            becomeActive();
        }
        try {
            RecordRouter only = single;
            if (only != null) {
                only.emit(record, timestamp);
            } else {
                emit(main, record, timestamp);
            }
        } catch (Throwable t) {
            throw chain.failed(operator, record, t);
        }
    }

    @Override
    public <X> void collect(OutputTag<X> tag, X record, long timestamp) {
        RecordRouter[] edges = sides.get(tag.getId());
        if (edges != null) {
            if (idle) {
                becomeActive();
            }
            try {
                emit(edges, record, timestamp);
            } catch (Throwable t) {
                throw chain.failed(operator, record, t);
            }
        }
    }

    private static void emit(RecordRouter[] edges, Object record, long timestamp) throws Exception {
        for (RecordRouter edge : edges) {
            edge.emit(record, timestamp);
        }
    }

    private void becomeActive() {
        idle = false;
        outputs.event(Element.Signal.ACTIVE);
    }

    @Override
    public void emitWatermark(long watermark) {
        if (watermark > lastWatermark) {
            idle = false;
            watermark(watermark);
        }
    }

    @Override
    public void emitIdle() {
        if (!idle) {
            idle = true;
            outputs.event(Element.Signal.IDLE);
        }
    }

    @Override
    public void watermark(long watermark) {
        if (watermark > lastWatermark) {
            lastWatermark = watermark;
            outputs.event(new Element.Watermark(watermark));
        }
    }

    @Override
    public long emitted() {
        return lastWatermark;
    }

    @Override
    public void status(Element.Signal status) {
        outputs.event(status);
    }

    @Override
    public void superstep(Element.Superstep event) {
        outputs.superstep(event);
    }

    @Override
    public void end() {
        outputs.event(Element.Signal.END);
        chain.ended();
    }
}
