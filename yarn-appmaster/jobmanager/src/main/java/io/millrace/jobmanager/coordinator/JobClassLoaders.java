package io.millrace.jobmanager.coordinator;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;

/** Gives each job its class loader. Any thread may call it. */
public interface JobClassLoaders {
    /** The loader of the job; the same one until {@link #close}. */
    ClassLoader open(JobID job, JobGraph graph) throws Exception;

    /** Nothing of the job runs here any more. Unknown jobs are ignored. */
    void close(JobID job);

    /** For jobs without jars of their own: all are in one loader. */
    static JobClassLoaders sharing(ClassLoader loader) {
        return new JobClassLoaders() {
            @Override
            public ClassLoader open(JobID job, JobGraph graph) {
                return loader;
            }

            @Override
            public void close(JobID job) {
                // The loader is not the job's.
            }
        };
    }
}
