package io.millrace.taskmanager.worker;

import io.millrace.taskmanager.task.Task;
import io.millrace.taskmanager.task.TaskHost;
import io.millrace.taskmanager.task.TaskPlan;
import io.millrace.taskmanager.task.TaskServices;
import org.jspecify.annotations.Nullable;

/** A task's place in a slot: knows which worker steps it. Thread-safe. */
final class Seat implements TaskHost {
    private final Slot slot;
    private final Threads threads;
    private final Task task;
    private volatile @Nullable Worker worker;

    Seat(Slot slot, Threads threads, TaskPlan plan, TaskServices services) {
        this.slot = slot;
        this.threads = threads;
        this.task = new Task(plan, services, this);
    }

    Task task() {
        return task;
    }

    @Nullable
    Worker worker() {
        return worker;
    }

    /** Set before the worker's first look at the task, so that a signal to the worker before is not missed. */
    void moveTo(Worker to) {
        worker = to;
    }

    @Override
    public void signal(Task ofThis) {
        Worker current = worker;
        if (current != null) {
            current.signal();
        }
    }

    @Override
    public void separate(Task ofThis, String because) {
        slot.separate(this, because);
    }

    @Override
    public Thread start(String name, Runnable body) {
        return threads.start(name, body);
    }
}
