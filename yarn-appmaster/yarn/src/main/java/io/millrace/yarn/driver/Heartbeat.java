package io.millrace.yarn.driver;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.apache.hadoop.yarn.api.protocolrecords.AllocateResponse;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.exceptions.ApplicationAttemptNotFoundException;
import org.apache.hadoop.yarn.exceptions.InvalidResourceRequestException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that speaks with the resource manager: at once when there is something to say, often while a grant is awaited,
 * and seldom otherwise. YARN's own asynchronous client sleeps between two heartbeats, so that a request would wait for it.
 */
final class Heartbeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    /** A resource manager that restarts keeps the calls waiting; nothing is gained by waiting for them at the end. */
    private static final long CLOSE_WAIT_MS = 5_000;

    private final AMRMClient<ContainerRequest> client;
    private final Duration interval;
    private final Duration waitingInterval;
    private final BooleanSupplier waiting;
    private final YarnEvents events;
    private final Runnable onAttemptEnded;
    private final Thread thread = new Thread(this::run, "millrace-resource-manager");
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean due;
    private boolean closing;

    /**
     * @param interval while nothing is awaited
     * @param waitingInterval while {@code waiting} says that something is
     * @param onAttemptEnded for the resource manager this ApplicationMaster is no more
     */
    Heartbeat(
            AMRMClient<ContainerRequest> client,
            Duration interval,
            Duration waitingInterval,
            BooleanSupplier waiting,
            YarnEvents events,
            Runnable onAttemptEnded) {
        this.client = client;
        this.interval = interval;
        this.waitingInterval = waitingInterval;
        this.waiting = waiting;
        this.events = events;
        this.onAttemptEnded = onAttemptEnded;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** There is something to say. Any thread. */
    void soon() {
        lock.lock();
        try {
            due = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (awaitNext()) {
                beat();
            }
        } catch (ApplicationAttemptNotFoundException e) {
            LOG.warn("the resource manager does not know this attempt of the application any more: {}", e.getMessage());
            onAttemptEnded.run();
        } catch (YarnException | IOException | RuntimeException | Error e) {
            LOG.error("the resource manager cannot be asked any more", e);
            events.failed("the resource manager cannot be asked any more: " + e);
        } catch (InterruptedException e) {
            LOG.debug("ends, interrupted");
        }
    }

    /** False at the end. */
    private boolean awaitNext() throws InterruptedException {
        lock.lock();
        try {
            long leftNs = (waiting.getAsBoolean() ? waitingInterval : interval).toNanos();
            while (!due && !closing && leftNs > 0) {
                leftNs = changed.awaitNanos(leftNs);
            }
            due = false;
            return !closing;
        } finally {
            lock.unlock();
        }
    }

    private void beat() throws YarnException, IOException {
        AllocateResponse response;
        try {
            response = client.allocate(0.5f);
        } catch (InvalidResourceRequestException e) {
            events.refused("YARN refuses the request: " + e.getMessage());
            return;
        }
        List<ContainerStatus> completed = response.getCompletedContainersStatuses();
        List<Container> late = response.getContainersFromPreviousAttempts();
        if (!late.isEmpty()) {
            events.inherited(late);
        }
        completed.forEach(events::completed);
        for (Container container : response.getAllocatedContainers()) {
            events.granted(container, ContainerRequests.profileOf(container.getPriority()));
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(CLOSE_WAIT_MS);
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
