package io.millrace.jobmanager.live;

import io.millrace.control.live.SlewedClock;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.jobmanager.coordinator.CoordinatorCall;
import io.millrace.jobmanager.coordinator.CoordinatorHost;
import io.millrace.jobmanager.coordinator.JobClassLoaders;
import io.millrace.jobmanager.coordinator.JobCoordinators;
import io.millrace.jobmanager.coordinator.JobFiles;
import io.millrace.protocol.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the coordinators of each job a thread of their own, with the job's class loader as its context. */
public final class ThreadedCoordinatorHost implements CoordinatorHost, AutoCloseable {
    /** A coordinator that ignores the interruption at close keeps its daemon thread; nobody waits longer for it. */
    private static final long CLOSE_WAIT_MS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(ThreadedCoordinatorHost.class);

    private final JobClassLoaders loaders;
    private final JobFiles files;
    private final Consumer<Fact> facts;
    private final SlewedClock clock = SlewedClock.system();
    private final Map<JobID, JobThread> jobs = new ConcurrentHashMap<>();

    /** @param facts takes them from any thread to the jobs' actors */
    public ThreadedCoordinatorHost(JobClassLoaders loaders, JobFiles files, Consumer<Fact> facts) {
        this.loaders = loaders;
        this.files = files;
        this.facts = facts;
    }

    @Override
    public void start(JobID job, JobGraph graph, boolean toEnd) {
        if (jobs.containsKey(job)) {
            throw new IllegalStateException("the coordinators of job " + job + " were started already");
        }
        JobThread thread = new JobThread(job, graph);
        jobs.put(job, thread);
        thread.execute(() -> thread.start(toEnd));
    }

    @Override
    public void call(JobID job, CoordinatorCall call) {
        JobThread thread = jobs.get(job);
        if (thread != null) {
            thread.execute(() -> thread.call(call));
        }
    }

    /** Interrupts what still runs, and closes the coordinators of jobs that have not ended. */
    @Override
    public void close() {
        List<JobThread> left = new ArrayList<>(jobs.values());
        left.forEach(JobThread::closeSoon);
        left.forEach(JobThread::awaitEnd);
    }

    private final class JobThread implements JobCoordinators.Order {
        private final JobID job;
        private final JobGraph graph;
        private final Thread own;
        private final ScheduledThreadPoolExecutor thread;
        private volatile boolean closing;
        // Touched by the job's thread only.
        private @Nullable JobCoordinators coordinators;

        JobThread(JobID job, JobGraph graph) {
            this.job = job;
            this.graph = graph;
            Thread[] made = new Thread[1];
            this.thread = new ScheduledThreadPoolExecutor(1, run -> {
                made[0] = new Thread(run, "millrace-coordinators-" + job);
                made[0].setDaemon(true);
                return made[0];
            });
            thread.prestartCoreThread();
            this.own = made[0];
        }

        void start(boolean toEnd) {
            try {
                ClassLoader loader = loaders.open(job, graph);
                Thread.currentThread().setContextClassLoader(loader);
                coordinators = new JobCoordinators(job, graph, loader, files, this, facts);
            } catch (Exception | LinkageError e) {
                facts.accept(new Failed(
                        job,
                        failure(
                                Failure.Owner.USER,
                                "the job's classes cannot be loaded: " + e + "; check the job's jar and class path",
                                e)));
                return;
            }
            coordinators.start(toEnd);
        }

        void call(CoordinatorCall call) {
            if (closing) {
                return;
            }
            JobCoordinators ours = coordinators;
            if (ours != null) {
                ours.call(call);
            } else if (call instanceof CoordinatorCall.Abort) {
                facts.accept(new Aborted(job));
            }
            if (ours == null ? call instanceof CoordinatorCall.Abort : ours.hasEnded()) {
                end();
            }
        }

        @Override
        public void execute(Runnable action) {
            executeAfter(0, action);
        }

        @Override
        public void executeAfter(long delayMs, Runnable action) {
            try {
                Future<?> unused = thread.schedule(() -> guarded(action), delayMs, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // The job has ended: what is said to its coordinators now is dropped, as the port says.
                return;
            }
        }

        /** The executor would keep an exception to itself, and the job would wait for ever. */
        private void guarded(Runnable action) {
            try {
                action.run();
            } catch (Throwable e) {
                LOG.error("job {}: the host of its coordinators made a mistake", job, e);
                facts.accept(new Failed(job, failure(Failure.Owner.INTERNAL, "its coordinators broke: " + e, e)));
            }
        }

        @Override
        public long now() {
            return clock.millis();
        }

        /** What is queued is left out, what runs is interrupted, then the coordinators are closed on their own thread. */
        void closeSoon() {
            closing = true;
            execute(() -> {
                if (coordinators != null) {
                    coordinators.closeAll();
                }
                end();
            });
            own.interrupt();
        }

        private void end() {
            jobs.remove(job, this);
            loaders.close(job);
            thread.shutdownNow();
        }

        void awaitEnd() {
            try {
                own.join(CLOSE_WAIT_MS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Failure failure(Failure.Owner owner, String message, Throwable cause) {
        return new Failure(
                owner, Optional.empty(), -1, message, ExceptionUtils.stringifyException(cause), Optional.empty());
    }
}
