package io.millrace.jobmanager.fake;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.jobmanager.coordinator.CoordinatorCall;
import io.millrace.jobmanager.coordinator.CoordinatorHost;
import io.millrace.jobmanager.coordinator.JobClassLoaders;
import io.millrace.jobmanager.coordinator.JobCoordinators;
import io.millrace.jobmanager.coordinator.JobFiles;
import io.millrace.protocol.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Runs coordinators when and where its world says: for tests and the simulation. */
public final class SteppedCoordinatorHost implements CoordinatorHost {
    /** The world's time: runs things later, one at a time; those of equal times in the order in which they were given. */
    public interface Later {
        void after(long delayMs, Runnable action);

        /** Milliseconds since the epoch. */
        long now();
    }

    private final JobClassLoaders loaders;
    private final JobFiles files;
    private final Later later;
    private final Consumer<Fact> facts;
    private final Map<JobID, JobCoordinators> jobs = new TreeMap<>();

    public SteppedCoordinatorHost(JobClassLoaders loaders, JobFiles files, Later later, Consumer<Fact> facts) {
        this.loaders = loaders;
        this.files = files;
        this.later = later;
        this.facts = facts;
    }

    /** How many jobs have coordinators that are not closed. */
    public int open() {
        return jobs.size();
    }

    @Override
    public void start(JobID job, JobGraph graph, boolean toEnd) {
        later.after(0, () -> {
            try {
                JobCoordinators coordinators =
                        new JobCoordinators(job, graph, loaders.open(job, graph), files, new Order(), facts);
                jobs.put(job, coordinators);
                coordinators.start(toEnd);
            } catch (Exception e) {
                facts.accept(new Failed(
                        job,
                        new Failure(
                                Failure.Owner.USER,
                                Optional.empty(),
                                -1,
                                "the job's classes cannot be loaded: " + e,
                                ExceptionUtils.stringifyException(e),
                                Optional.empty())));
            }
        });
    }

    @Override
    public void call(JobID job, CoordinatorCall call) {
        later.after(0, () -> {
            JobCoordinators coordinators = jobs.get(job);
            if (coordinators != null) {
                coordinators.call(call);
                if (coordinators.hasEnded()) {
                    jobs.remove(job);
                    loaders.close(job);
                }
            } else if (call instanceof CoordinatorCall.Abort) {
                facts.accept(new Aborted(job));
            }
        });
    }

    private final class Order implements JobCoordinators.Order {
        @Override
        public void execute(Runnable action) {
            later.after(0, action);
        }

        @Override
        public void executeAfter(long delayMs, Runnable action) {
            later.after(delayMs, action);
        }

        @Override
        public long now() {
            return later.now();
        }
    }
}
