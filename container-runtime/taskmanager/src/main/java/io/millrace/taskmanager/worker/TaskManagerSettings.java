package io.millrace.taskmanager.worker;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.ExecutionOptions;
import io.millrace.dataflow.config.MemorySize;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.config.TaskManagerOptions;
import io.millrace.taskmanager.task.TaskSettings;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a TaskManager runs its tasks.
 *
 * @param slots {@code taskmanager.numberOfTaskSlots}: one worker thread each; the hostile value is 1
 * @param managedMemoryBytes {@code taskmanager.memory.managed.size}: shared evenly by the slots; the hostile value is a
 *     few pages
 * @param pageBytes {@code taskmanager.memory.segment-size}: a power of two
 * @param channelBatchesMax {@code taskmanager.exchange.channel-batches.max}: how many batches a pipelined channel holds;
 *     the hostile value is 4, the least
 * @param blockingExchangeBytesMax {@code taskmanager.memory.blocking-exchange.max}: what all blocking exchanges hold
 *     in memory together, by estimate; the rest goes to disk. The hostile value is 1: one batch
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
    /** Longer than a pause of the garbage collector or of the machine's scheduler, which are no fault of a task. */
    private static final long STEP_TIME_MS_MAX = 200;

    private static final long MEBIBYTE = 1L << 20;

    public TaskManagerSettings {
        if (slots < 1) {
            throw new IllegalArgumentException("taskmanager.numberOfTaskSlots: expected=1 or more, actual=" + slots);
        }
        if (managedMemoryBytes < 0) {
            throw new IllegalArgumentException(
                    "taskmanager.memory.managed.size: expected=0 or more, actual=" + managedMemoryBytes);
        }
        if (Integer.bitCount(pageBytes) != 1) {
            throw new IllegalArgumentException(
                    "taskmanager.memory.segment-size: expected=a power of two, actual=" + pageBytes);
        }
        if (channelBatchesMax < 4) {
            throw new IllegalArgumentException(
                    "taskmanager.exchange.channel-batches.max: expected=4 or more, actual=" + channelBatchesMax);
        }
        if (cancellationIntervalMs < 1 || cancellationTimeoutMs < cancellationIntervalMs) {
            throw new IllegalArgumentException("task.cancellation: expected=1 ms <= interval <= timeout, actual="
                    + cancellationIntervalMs + " ms and " + cancellationTimeoutMs + " ms");
        }
    }

    /**
     * The defaults. Managed memory is two fifths of the heap, and a quarter is what blocking exchanges may hold: the rest is
     * for user code, records on their way, and state.
     */
    public static TaskManagerSettings defaults(int slots) {
        long heap = heapBytesMax();
        return new TaskManagerSettings(
                slots,
                heap * 2 / 5,
                32 * 1024,
                8,
                heap / 4,
                STEP_TIME_MS_MAX,
                500,
                180_000,
                new TaskSettings(16 * MEBIBYTE, 100, 2, List.of(Path.of(System.getProperty("java.io.tmpdir")))));
    }

    /**
     * What the heap may become, the same at all times: Runtime.maxMemory() leaves out what the parallel collector holds free at the
     * moment (a survivor space, whose size it adapts), so jobs that run one after the other would have unequal memory.
     */
    private static long heapBytesMax() {
        try {
            HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            return Long.parseLong(vm.getVMOption("MaxHeapSize").getValue());
        } catch (RuntimeException | LinkageError e) {
            // Another virtual machine.
            return Runtime.getRuntime().maxMemory();
        }
    }

    /** What a configuration says; where it says nothing, the defaults. */
    public static TaskManagerSettings of(int slots, ReadableConfig configuration) {
        TaskManagerSettings defaults = defaults(slots);
        List<Path> directories = configuration
                .getOptional(TaskRunnerOptions.TMP_DIRS)
                .map(text -> Stream.of(text.split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .map(Path::of)
                        .toList())
                .orElse(defaults.task().tempDirectories());
        return new TaskManagerSettings(
                slots,
                bytes(configuration, TaskManagerOptions.MANAGED_MEMORY_SIZE, defaults.managedMemoryBytes()),
                Math.toIntExact(bytes(configuration, TaskManagerOptions.MEMORY_SEGMENT_SIZE, defaults.pageBytes())),
                configuration.get(TaskRunnerOptions.CHANNEL_BATCHES_MAX),
                bytes(configuration, TaskRunnerOptions.BLOCKING_EXCHANGE_MAX, defaults.blockingExchangeBytesMax()),
                defaults.stepTimeMsMax(),
                configuration.get(TaskRunnerOptions.CANCELLATION_INTERVAL).toMillis(),
                configuration.get(TaskRunnerOptions.CANCELLATION_TIMEOUT).toMillis(),
                new TaskSettings(
                        defaults.task().overflowBytesMax(),
                        configuration.get(ExecutionOptions.BUFFER_TIMEOUT).toMillis(),
                        defaults.task().loopFlushDelayMs(),
                        directories));
    }

    private static long bytes(ReadableConfig configuration, ConfigOption<MemorySize> option, long otherwise) {
        return configuration.getOptional(option).map(MemorySize::getBytes).orElse(otherwise);
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
