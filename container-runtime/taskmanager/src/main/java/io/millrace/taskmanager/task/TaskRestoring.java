package io.millrace.taskmanager.task;

import io.millrace.protocol.Restore;
import io.millrace.taskmanager.checkpoint.CheckpointRounds;
import io.millrace.taskmanager.checkpoint.SnapshotReader;
import io.millrace.taskmanager.checkpoint.TaskRestore;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Has what a task begins with read by other threads, so that its own is free meanwhile. */
final class TaskRestoring {
    private final TaskPlan plan;
    private final CheckpointRounds checkpoints;
    private final Runnable done;
    private boolean begun;
    private volatile @Nullable TaskRestore read;
    private volatile @Nullable Throwable failure;

    /** @param done called, by any thread, when {@link #result} is to be asked again */
    TaskRestoring(TaskPlan plan, CheckpointRounds checkpoints, Runnable done) {
        this.plan = plan;
        this.checkpoints = checkpoints;
        this.done = done;
        if (plan.restore().isEmpty()) {
            read = TaskRestore.nothing();
        }
    }

    /**
     * What the task begins with; null while it is being read. By the task's thread.
     *
     * @throws IOException if it cannot be read
     */
    @Nullable
    TaskRestore result() throws IOException {
        Throwable thrown = failure;
        if (thrown instanceof IOException io) {
            throw io;
        }
        if (thrown != null) {
            throw new IOException("what the task is to begin with cannot be read: " + thrown, thrown);
        }
        if (read == null && !begun) {
            begun = true;
            Restore restore = plan.restore().orElseThrow();
            checkpoints.io().execute(() -> read(restore));
        }
        return read;
    }

    private void read(Restore restore) {
        try {
            read = new SnapshotReader(
                            checkpoints.files(),
                            restore,
                            plan.attempt(),
                            plan.vertex().chain().get(0).id(),
                            plan.vertex().parallelism(),
                            plan.vertex().maxParallelism())
                    .read();
        } catch (IOException | RuntimeException | Error e) {
            failure = e;
        } finally {
            done.run();
        }
    }
}
