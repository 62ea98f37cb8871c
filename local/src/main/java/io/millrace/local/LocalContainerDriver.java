package io.millrace.local;

import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.jobmanager.container.ContainerId;
import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.container.MissingContainers;
import io.millrace.jobmanager.container.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Grants containers that are TaskManagers in this JVM, up to a number. Its work is done by a thread of its own. */
final class LocalContainerDriver implements ContainerDriver, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalContainerDriver.class);
    private static final NodeName HERE = new NodeName("localhost");
    private static final long CLOSE_WAIT_S = 30;

    /** Starts what a container holds. */
    interface Launcher {
        /** @param onEnd called once, by any thread, if it ends without being closed; with the reason */
        TaskManager launch(ContainerId container, ContainerProfile profile, Consumer<String> onEnd) throws Exception;
    }

    /** What a container holds. */
    interface TaskManager extends AutoCloseable {
        /** Whether a task runs there. Any thread. */
        default boolean isBusy() {
            return false;
        }

        /** As {@link #close}, but from now on nobody hears of it, as if its process had died. */
        default void die() throws Exception {
            close();
        }
    }

    /** How a container is ended. */
    @FunctionalInterface
    private interface Ending {
        void of(TaskManager taskManager) throws Exception;
    }

    private record Held(ContainerProfile profile, TaskManager taskManager) {}

    // What it was told.
    private final int containersMax;
    private final Launcher launcher;
    private final Consumer<Fact> facts;

    // What it holds; touched by its thread only.
    private final Map<ContainerId, Held> held = new TreeMap<>();
    private final ExecutorService thread;
    private int granted;
    private boolean closed;

    LocalContainerDriver(int containersMax, Launcher launcher, Consumer<Fact> facts) {
        this.containersMax = containersMax;
        this.launcher = launcher;
        this.facts = facts;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "millrace-containers");
            made.setDaemon(true);
            return made;
        });
    }

    @Override
    public void want(Map<ContainerProfile, Integer> wanted, Set<NodeName> avoided) {
        Map<ContainerProfile, Integer> wish = new TreeMap<>(wanted);
        later(() -> wish.forEach(this::grantMissing));
    }

    @Override
    public void release(ContainerId container) {
        later(() -> {
            end(container, TaskManager::close);
            facts.accept(new Lost(container, Cause.RELEASED, "given back"));
        });
    }

    /** The first container that has a task to run loses its TaskManager; none if there is no task. */
    void loseBusy() {
        later(() -> held.entrySet().stream()
                .filter(one -> one.getValue().taskManager.isBusy())
                .findFirst()
                .map(Map.Entry::getKey)
                .ifPresent(busy -> ended(busy, "ended on purpose", TaskManager::die)));
    }

    private void grantMissing(ContainerProfile profile, int wanted) {
        int running = (int) held.values().stream()
                .filter(container -> container.profile.equals(profile))
                .count();
        // A wish may have come between the work of close and its end of the thread.
        int missing = closed ? 0 : MissingContainers.toAskFor(wanted, 0, 0, running);
        for (int i = 0; i < missing; i++) {
            if (held.size() >= containersMax) {
                facts.accept(new Refused(
                        profile,
                        "the local cluster has all the TaskManagers that " + LocalOptions.TASK_MANAGERS.key()
                                + " allows: " + containersMax));
                return;
            }
            grant(profile);
        }
    }

    private void grant(ContainerProfile profile) {
        ContainerId container = new ContainerId("taskmanager-" + ++granted);
        facts.accept(new Granted(container, profile, HERE));
        try {
            TaskManager taskManager = launcher.launch(
                    container, profile, reason -> later(() -> ended(container, reason, TaskManager::close)));
            held.put(container, new Held(profile, taskManager));
            facts.accept(new Started(container));
        } catch (Exception e) {
            LOG.warn("{}: could not be started", container, e);
            facts.accept(new Lost(container, Cause.LAUNCH_FAILED, String.valueOf(e)));
        }
    }

    private void ended(ContainerId container, String reason, Ending ending) {
        if (end(container, ending)) {
            facts.accept(new Lost(container, Cause.EXITED, reason));
        }
    }

    private boolean end(ContainerId container, Ending ending) {
        Held gone = held.remove(container);
        if (gone == null) {
            return false;
        }
        try {
            ending.of(gone.taskManager);
        } catch (Exception e) {
            LOG.warn("{}: did not close well", container, e);
        }
        return true;
    }

    private void later(Runnable work) {
        try {
            thread.execute(work);
        } catch (RejectedExecutionException e) {
            LOG.debug("the local cluster is closed: nothing is granted or given back any more");
        }
    }

    /** Ends all TaskManagers; nobody is told. */
    @Override
    public void close() {
        later(() -> {
            closed = true;
            List<ContainerId> all = new ArrayList<>(held.keySet());
            all.forEach(each -> end(each, TaskManager::close));
        });
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_WAIT_S, TimeUnit.SECONDS)) {
                LOG.warn("TaskManagers that did not end within {} s are left to their daemon threads", CLOSE_WAIT_S);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
