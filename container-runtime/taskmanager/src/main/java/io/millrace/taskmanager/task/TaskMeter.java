package io.millrace.taskmanager.task;

import io.millrace.protocol.AttemptId;
import io.millrace.protocol.OperatorMeasures;
import io.millrace.protocol.TaskMeasures;
import io.millrace.taskmanager.exchange.TaskOutputs;
import java.util.List;
import java.util.function.Supplier;

/** Measures a task: whoever steps it says when; anybody may {@link #take} the measures. */
public final class TaskMeter {
    private final AttemptId attempt;
    private final TaskOutputs outputs;
    private final TaskTimes times;
    private final Supplier<List<OperatorMeasures>> operators;

    TaskMeter(AttemptId attempt, TaskOutputs outputs, TaskTimes times, Supplier<List<OperatorMeasures>> operators) {
        this.attempt = attempt;
        this.outputs = outputs;
        this.times = times;
        this.operators = operators;
    }

    /** @param nowNs by {@link System#nanoTime} */
    public void stepBegins(long nowNs) {
        times.becomes(TaskTimes.Doing.BUSY, nowNs);
    }

    /** By the same thread. */
    public void stepEnds(long nowNs) {
        times.becomes(outputs.isOverflowing() ? TaskTimes.Doing.BACK_PRESSURED : TaskTimes.Doing.IDLE, nowNs);
    }

    /** What it did since the last call. Any thread. */
    public TaskMeasures take(long nowNs) {
        TaskTimes.Shares shares = times.take(nowNs);
        return new TaskMeasures(
                attempt, shares.busy(), shares.idle(), shares.backPressured(), outputs.recordsSent(), operators.get());
    }
}
