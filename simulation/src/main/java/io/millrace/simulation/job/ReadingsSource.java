package io.millrace.simulation.job;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;
import java.io.Serializable;
import java.util.List;

/** Emits the readings of its subtask with their times and with watermarks, a few at a time with rests between them. */
final class ReadingsSource implements SourceOperator<Reading> {
    record Stamped(String sensor, long value, long timestamp) implements Serializable {}

    /** @param bySubtask what each subtask emits; out of order by less than {@code disorderMs} */
    record Factory(List<List<Stamped>> bySubtask, int disorderMs, int restMs) implements OperatorFactory {
        @Override
        public Operator create() {
            return new ReadingsSource(bySubtask, disorderMs, restMs);
        }
    }

    private static final int PER_PIECE = 3;

    private final List<List<Stamped>> bySubtask;
    private final int disorderMs;
    private final int restMs;
    private List<Stamped> mine = List.of();
    private OperatorContext context;
    private int next;
    private long latest = Long.MIN_VALUE;
    private long restUntil = Long.MIN_VALUE;

    @SuppressWarnings("NullAway.Init") // open comes first.
    private ReadingsSource(List<List<Stamped>> bySubtask, int disorderMs, int restMs) {
        this.bySubtask = bySubtask;
        this.disorderMs = disorderMs;
        this.restMs = restMs;
    }

    @Override
    public void open(OperatorContext given, Output<Reading> output) {
        context = given;
        mine = bySubtask.get(context.task().getIndexOfThisSubtask());
    }

    @Override
    public Progress next(Output<Reading> output) {
        if (context.processingTime() < restUntil) {
            return Progress.WAITING;
        }
        for (int i = 0; i < PER_PIECE && next < mine.size(); i++) {
            Stamped reading = mine.get(next++);
            output.collect(new Reading(reading.sensor, reading.value), reading.timestamp);
            latest = Math.max(latest, reading.timestamp);
        }
        if (next == mine.size()) {
            return Progress.END;
        }
        output.emitWatermark(latest - disorderMs);
        restUntil = context.processingTime() + restMs;
        context.wakeAt(restUntil);
        return Progress.WAITING;
    }
}
