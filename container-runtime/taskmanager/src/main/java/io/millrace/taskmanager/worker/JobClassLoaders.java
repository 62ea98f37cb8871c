package io.millrace.taskmanager.worker;

import io.millrace.dataflow.JobID;
import java.util.List;

/** Where the classes of jobs come from. Thread-safe. */
public interface JobClassLoaders {
    /**
     * The class loader of a job, the same for each call until {@link #release}.
     *
     * @param classpath URIs of the user's jars; empty when the job runs in its submitter's class loader
     */
    ClassLoader of(JobID job, List<String> classpath);

    /** The job has ended here. A job that is not known is left alone. */
    void release(JobID job);
}
