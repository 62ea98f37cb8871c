package io.millrace.jobmanager.dispatch;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.coordinator.CoordinatorCall;
import io.millrace.jobmanager.coordinator.CoordinatorHost;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A host of coordinators that publishes nothing and undoes nothing while it is not known whether this leader still leads: the
 * next one may be running the job. All else goes on.
 */
final class PausingCoordinators implements CoordinatorHost {
    private final CoordinatorHost host;
    private final List<Runnable> held = new ArrayList<>();
    private final Set<JobID> waiting = new TreeSet<>();
    private boolean suspended;

    PausingCoordinators(CoordinatorHost host) {
        this.host = host;
    }

    void suspend() {
        suspended = true;
    }

    void resume() {
        suspended = false;
        waiting.clear();
        held.forEach(Runnable::run);
        held.clear();
    }

    @Override
    public void start(JobID job, JobGraph graph, boolean toEnd) {
        host.start(job, graph, toEnd);
    }

    @Override
    public void call(JobID job, CoordinatorCall call) {
        boolean ends = call instanceof CoordinatorCall.Publish || call instanceof CoordinatorCall.Abort;
        // What follows a call that waits, waits too.
        if (suspended && (ends || waiting.contains(job))) {
            waiting.add(job);
            held.add(() -> host.call(job, call));
        } else {
            host.call(job, call);
        }
    }
}
