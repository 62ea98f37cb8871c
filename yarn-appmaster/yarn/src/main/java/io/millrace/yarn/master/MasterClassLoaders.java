package io.millrace.yarn.master;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.coordinator.JobClassLoaders;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Jobs of the program that runs here share its class loader, and with it its static fields; others have their own. */
final class MasterClassLoaders implements JobClassLoaders {
    private final JobClassLoaders others;
    private final Map<JobID, ClassLoader> submitted = new ConcurrentHashMap<>();

    MasterClassLoaders(JobClassLoaders others) {
        this.others = others;
    }

    /** Before the job is known to anybody. Any thread. */
    void submitted(JobID job, ClassLoader loader) {
        submitted.put(job, loader);
    }

    void ended(JobID job) {
        submitted.remove(job);
    }

    @Override
    public ClassLoader open(JobID job, JobGraph graph) throws Exception {
        ClassLoader own = submitted.get(job);
        return own != null ? own : others.open(job, graph);
    }

    @Override
    public void close(JobID job) {
        others.close(job);
    }
}
