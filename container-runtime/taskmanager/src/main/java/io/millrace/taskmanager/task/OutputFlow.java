package io.millrace.taskmanager.task;

import io.millrace.taskmanager.exchange.TaskOutputs;

/**
 * What a task does about channels that are full, and about batches that are not. All but {@link #wake} and {@link
 * #flushAtMs} is for the thread that emits.
 */
final class OutputFlow implements TaskOutputs.Backpressure {
    private final Task task;
    private final TaskHost host;
    private final TaskServices services;
    private final FlushTime flushTime;
    private final TaskTimes times;
    private final RoomWaiter roomWaiter = new RoomWaiter();

    OutputFlow(Task task, TaskHost host, TaskServices services, FlushTime flushTime, TaskTimes times) {
        this.task = task;
        this.host = host;
        this.services = services;
        this.flushTime = flushTime;
        this.times = times;
    }

    @Override
    public void overflowed(TaskOutputs full) {
        if (!task.ownsThread() && full.overflowBytes() > services.settings().overflowBytesMax()) {
            host.separate(task, "it emitted more than fits in one call");
        }
        if (task.mayWaitForRoom()) {
            times.becomes(TaskTimes.Doing.BACK_PRESSURED, System.nanoTime());
            roomWaiter.await(full, task::mustStop);
            times.becomes(TaskTimes.Doing.BUSY, System.nanoTime());
        } else {
            task.attend();
        }
    }

    @Override
    public void began() {
        if (flushTime.isSet()) {
            return;
        }
        if (task.loops()) {
            flushTime.beginInLoop(services.clock().millis());
            host.signal(task); // the worker must sleep shorter
        } else {
            flushTime.begin(task.stepTimeMs());
        }
    }

    boolean isFlushDue(long nowMs) {
        return flushTime.isDue(nowMs);
    }

    void flushed() {
        flushTime.clear();
    }

    /** When to step at the latest; milliseconds since the epoch. */
    long flushAtMs() {
        return flushTime.at();
    }

    /** There may be room, or the task must stop. */
    void wake() {
        roomWaiter.wake();
    }
}
