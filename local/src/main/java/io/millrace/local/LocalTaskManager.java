package io.millrace.local;

import io.millrace.control.Address;
import io.millrace.control.live.InProcessTransport;
import io.millrace.control.live.LiveNode;
import io.millrace.control.live.SlewedClock;
import io.millrace.control.live.TurnFailure;
import io.millrace.dataflow.config.Configuration;
import io.millrace.protocol.Endpoint;
import io.millrace.protocol.TaskManagerId;
import io.millrace.state.heap.HeapStateBackend;
import io.millrace.taskmanager.control.TaskManagerActor;
import io.millrace.taskmanager.control.TaskRunner;
import io.millrace.taskmanager.worker.TaskManagerSettings;
import io.millrace.taskmanager.worker.TaskRunnerOptions;
import io.millrace.taskmanager.worker.ThreadedTaskRunner;
import java.util.Optional;
import java.util.function.Consumer;

/** A TaskManager in this JVM: the node of its actor, and the threads that run its tasks. */
final class LocalTaskManager implements LocalContainerDriver.TaskManager {
    private static final String HOST = "localhost";

    /** Somebody waits at a terminal, or a test does. */
    private static final long CANCELLATION_TIMEOUT_MS = 30_000;

    private final LiveNode node;
    private final ThreadedTaskRunner runner;
    private final Runnable onClosed;

    /**
     * What TaskManagers of one cluster share.
     *
     * @param onBroken hears of mistakes in the engine
     * @param slotPool the JobManager's actor that TaskManagers speak to
     * @param neighbours carries records between them
     */
    record Surroundings(
            InProcessTransport wires,
            TurnFailure onBroken,
            Address slotPool,
            SubmittedClassLoaders loaders,
            Neighbours neighbours,
            Configuration configuration) {}

    private LocalTaskManager(LiveNode node, ThreadedTaskRunner runner, Runnable onClosed) {
        this.node = node;
        this.runner = runner;
        this.onClosed = onClosed;
    }

    /** @param onEnd called once, on the node's thread, if the TaskManager gives up */
    static LocalTaskManager start(TaskManagerId id, int slots, Surroundings around, Consumer<String> onEnd) {
        LiveNode node = LiveNode.start(id.name(), around.wires, around.onBroken);
        try {
            ThreadedTaskRunner runner = new ThreadedTaskRunner(
                    id,
                    settings(slots, around.configuration),
                    new HeapStateBackend(),
                    around.loaders,
                    Optional.of(around.neighbours.at(id)),
                    SlewedClock.system()::millis,
                    fact -> {
                        // Another TaskManager would live in the same process, with the thread that was left behind.
                        if (!(fact instanceof TaskRunner.LeftBehind)) {
                            node.post(TaskManagerActor.NAME, fact);
                        }
                    });
            node.host(
                    TaskManagerActor.NAME,
                    new TaskManagerActor(
                            Endpoint.inProcess(id, HOST),
                            slots,
                            around.slotPool,
                            io.millrace.taskmanager.control.JobManagerLinkSettings.defaults(),
                            runner,
                            onEnd));
            return new LocalTaskManager(node, runner, () -> around.neighbours.left(id));
        } catch (RuntimeException | Error e) {
            node.close();
            throw e;
        }
    }

    private static TaskManagerSettings settings(int slots, Configuration configuration) {
        TaskManagerSettings settings = TaskManagerSettings.of(slots, configuration);
        return configuration.getOptional(TaskRunnerOptions.CANCELLATION_TIMEOUT).isPresent()
                ? settings
                : settings.withCancellation(
                        settings.cancellationIntervalMs(),
                        Math.max(CANCELLATION_TIMEOUT_MS, settings.cancellationIntervalMs()));
    }

    @Override
    public boolean isBusy() {
        return runner.isBusy();
    }

    @Override
    public void die() {
        node.close();
        close();
    }

    /** Cancels what runs; returns when its threads have ended, see {@link ThreadedTaskRunner#close}. */
    @Override
    public void close() {
        runner.close();
        node.close();
        onClosed.run();
    }
}
