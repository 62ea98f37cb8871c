package io.millrace.local;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.execution.ResultListener;
import io.millrace.dataflow.graph.JobGraph;

/**
 * Runs each job in a cluster of its own in this JVM, as large as the job needs, that ends with the job.
 *
 * <p>The thread that waits for the job's end is not a daemon: a {@code main} that ends after {@code executeAsync} does not
 * end the job, and the JVM ends when the last job has.
 */
final class LocalExecutor implements PipelineExecutor {
    private final Configuration defaults;

    LocalExecutor(Configuration defaults) {
        this.defaults = new Configuration(defaults);
    }

    @Override
    public JobClient execute(
            JobGraph graph, Configuration configuration, ClassLoader userClassLoader, ResultListener results) {
        Configuration effective = new Configuration(defaults);
        effective.addAll(configuration);
        LocalCluster cluster = LocalCluster.start(LocalClusterSettings.forJob(graph, effective));
        JobClient job;
        try {
            job = cluster.submit(graph, userClassLoader, results);
        } catch (RuntimeException | Error e) {
            cluster.close();
            throw e;
        }
        ClosingJob closing = new ClosingJob(job);
        Thread closer = new Thread(() -> closing.awaitEndAndClose(cluster), "millrace-local-" + job.getJobID());
        closer.start();
        return closing;
    }
}
