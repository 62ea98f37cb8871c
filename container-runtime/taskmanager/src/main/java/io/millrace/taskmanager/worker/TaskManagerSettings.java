package io.millrace.taskmanager.worker;

import io.millrace.taskmanager.task.TaskSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * How a TaskManager runs its tasks.
 *
 * @param slots {@code taskmanager.numberOfTaskSlots}: one worker thread each; the hostile value is 1
 * @param managedMemoryBytes {@code taskmanager.memory.managed.size}: shared evenly by the slots; the hostile value is a
 *     few pages
 * @param pageBytes {@code taskmanager.memory.segment-size}: a power of two
 * @param channelBatchesMax how many batches a pipelined channel holds; the hostile value is 4, the least
 * @param blockingExchangeBytesMax {@code taskmanager.memory.blocking-exchange.max}: what all blocking exchanges hold
 *     together, by estimate
 * @param stepTimeMsMax a step that takes longer keeps its thread for good, and the slot's other tasks get a new one
 * @param cancellationIntervalMs {@code task.cancellation.interval}: a task that does not heed its cancellation is
 *     interrupted after this time, again and again
 * @param cancellationTimeoutMs {@code task.cancellation.timeout}: after this time it is left behind with its thread
 * @param task what tasks are told
 */
public record TaskManagerSettings(
        int slots,
        long managedMemoryBytes,
        int pageBytes,
        int channelBatchesMax,
        long blockingExchangeBytesMax,
        long stepTimeMsMax,
        long cancellationIntervalMs,
        long cancellationTimeoutMs,
        TaskSettings task) {
    private static final long MEBIBYTE = 1L << 20;

    public TaskManagerSettings {
        if (slots < 1) {
            throw new IllegalArgumentException("taskmanager.numberOfTaskSlots: expected=1 or more, actual=" + slots);
        }
        if (managedMemoryBytes < 0) {
            throw new IllegalArgumentException(
                    "taskmanager.memory.managed.size: expected=0 or more, actual=" + managedMemoryBytes);
        }
    }

    /**
     * The defaults. Managed memory is two fifths of the heap, as is what blocking exchanges may hold: the rest is for user
     * code, records on their way, and state.
     */
    public static TaskManagerSettings defaults(int slots) {
        long heap = Runtime.getRuntime().maxMemory();
        return new TaskManagerSettings(
                slots,
                heap * 2 / 5,
                32 * 1024,
                8,
                heap * 2 / 5,
                100,
                500,
                30_000,
                new TaskSettings(16 * MEBIBYTE, 100, 2, List.of(Path.of(System.getProperty("java.io.tmpdir")))));
    }

    public TaskManagerSettings withManagedMemoryBytes(long bytes) {
        return new TaskManagerSettings(
                slots,
                bytes,
                pageBytes,
                channelBatchesMax,
                blockingExchangeBytesMax,
                stepTimeMsMax,
                cancellationIntervalMs,
                cancellationTimeoutMs,
                task);
    }

    public TaskManagerSettings withBlockingExchangeBytesMax(long bytes) {
        return new TaskManagerSettings(
                slots,
                managedMemoryBytes,
                pageBytes,
                channelBatchesMax,
                bytes,
                stepTimeMsMax,
                cancellationIntervalMs,
                cancellationTimeoutMs,
                task);
    }

    /** @param intervalMs between two interrupts; @param timeoutMs until a task is left behind */
    public TaskManagerSettings withCancellation(long intervalMs, long timeoutMs) {
        return new TaskManagerSettings(
                slots,
                managedMemoryBytes,
                pageBytes,
                channelBatchesMax,
                blockingExchangeBytesMax,
                stepTimeMsMax,
                intervalMs,
                timeoutMs,
                task);
    }

    public TaskManagerSettings withTask(TaskSettings settings) {
        return new TaskManagerSettings(
                slots,
                managedMemoryBytes,
                pageBytes,
                channelBatchesMax,
                blockingExchangeBytesMax,
                stepTimeMsMax,
                cancellationIntervalMs,
                cancellationTimeoutMs,
                settings);
    }
}
