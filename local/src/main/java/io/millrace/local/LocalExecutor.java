package io.millrace.local;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.execution.ResultListener;
import io.millrace.dataflow.graph.JobGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs each job in a cluster of its own in this JVM, as large as the job needs, that ends with the job.
 *
 * <p>The thread that waits for the job's end is not a daemon: a {@code main} that ends after {@code executeAsync} does not
 * end the job, and the JVM ends when the last job has. A JVM that is told to stop cancels them first.
 */
final class LocalExecutor implements PipelineExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(LocalExecutor.class);

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
        Thread hook = new Thread(cluster::close, "millrace-stop-" + job.getJobID());
        Thread closer = new Thread(
                () -> {
                    closing.awaitEndAndClose(cluster);
                    forget(hook);
                },
                "millrace-local-" + job.getJobID());
        remember(hook);
        closer.start();
        return closing;
    }

    /** A JVM that is stopped cancels its jobs, so that none leaves a half-written output. */
    private static void remember(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the JVM ends already: nobody will cancel the job", e);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.debug("the JVM ends: the hook runs or has run", e);
        }
    }
}
