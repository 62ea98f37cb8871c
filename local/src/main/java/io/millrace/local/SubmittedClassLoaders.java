package io.millrace.local;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.coordinator.JobClassLoaders;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The class loaders that jobs were submitted with: JobManager and TaskManagers of one JVM share them with the program, so
 * that its static fields are the same everywhere.
 */
final class SubmittedClassLoaders implements JobClassLoaders, io.millrace.taskmanager.worker.JobClassLoaders {
    private final Map<JobID, ClassLoader> loaders = new ConcurrentHashMap<>();

    void submitted(JobID job, ClassLoader loader) {
        loaders.put(job, loader);
    }

    void ended(JobID job) {
        loaders.remove(job);
    }

    @Override
    public ClassLoader open(JobID job, JobGraph graph) {
        return find(job);
    }

    @Override
    public ClassLoader of(JobID job, List<String> classpath) {
        return find(job);
    }

    @Override
    public void close(JobID job) {
        // The loader is the submitter's; it is let go when the client has heard of the job's end.
    }

    @Override
    public void release(JobID job) {
        // As for close.
    }

    private ClassLoader find(JobID job) {
        @Nullable ClassLoader loader = loaders.get(job);
        if (loader == null) {
            throw new IllegalStateException("job " + job + " was not submitted in this JVM, or has ended");
        }
        return loader;
    }
}
