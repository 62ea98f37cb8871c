package io.millrace.yarn.master;

import io.millrace.control.Epoch;
import io.millrace.dataflow.JobExecutionException;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.execution.ResultListener;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.program.ProgramChangedException;
import io.millrace.jobmanager.live.InProcessClient;
import io.millrace.jobmanager.live.InProcessJob;
import io.millrace.jobmanager.succession.Inheritance.InheritedJob;
import io.millrace.protocol.JobEntry.JobEnded;
import io.millrace.protocol.JobNews.JobMoved;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Submits the jobs of a program to the JobManager of its own process. What an earlier ApplicationMaster submitted for the same
 * program is not submitted again: if it has ended, it has the result that was recorded; if it runs, it is waited for.
 */
final class InProcessExecutor implements PipelineExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(InProcessExecutor.class);

    private final InProcessClient client;
    private final MasterClassLoaders loaders;
    private final List<String> classpath;
    private final RecordedJobs recorded;

    /**
     * @param classpath where TaskManagers find the program's jars
     * @param recorded what the program has done before
     */
    InProcessExecutor(
            InProcessClient client, MasterClassLoaders loaders, List<String> classpath, RecordedJobs recorded) {
        this.client = client;
        this.loaders = loaders;
        this.classpath = classpath;
        this.recorded = recorded;
    }

    @Override
    public JobClient execute(
            JobGraph graph, Configuration configuration, ClassLoader userClassLoader, ResultListener results)
            throws ProgramChangedException {
        Optional<InheritedJob> then = recorded.submitted(graph);
        if (then.isEmpty()) {
            JobClient job = client.submit(
                    graph.withClasspath(classpath),
                    userClassLoader,
                    results,
                    id -> loaders.submitted(id, userClassLoader));
            LOG.info("job {} ('{}') is submitted", job.getJobID(), graph.name());
            return job;
        }
        JobID id = then.get().accepted().job();
        if (results != ResultListener.none()) {
            return lost(id, graph, userClassLoader, results);
        }
        if (then.get().end().isPresent()) {
            return ended(then.get().end().get(), graph, userClassLoader, results);
        }
        LOG.info("job {} ('{}') was submitted before, and is waited for", id, graph.name());
        return client.attach(
                id, graph.name(), userClassLoader, results, attached -> loaders.submitted(attached, userClassLoader));
    }

    private static JobClient ended(JobEnded end, JobGraph graph, ClassLoader loader, ResultListener results) {
        LOG.info("job {} ('{}') had ended before: {}", end.job(), graph.name(), end.status());
        InProcessJob job = new InProcessJob(end.job(), graph.name(), loader, results, () -> {});
        boolean unused = job.moved(new JobMoved(
                Epoch.NONE, end.job(), graph.name(), end.status(), end.failure(), end.accumulators(), end.runtimeMs()));
        return job;
    }

    /** The rows that a program takes itself went to the process that was lost. */
    private JobClient lost(JobID id, JobGraph graph, ClassLoader loader, ResultListener results) {
        InProcessJob job = client.attach(id, graph.name(), loader, results, attached -> {});
        var unused = job.cancel();
        client.end(
                id,
                attached -> attached.lost(new JobExecutionException(
                        id,
                        "Job '" + graph.name() + "' (" + id + ") gives its rows to the program (executeAndCollect or"
                                + " collectAsync), and the ApplicationMaster that had taken some of them was lost: they"
                                + " cannot be had again. Let the job write to a sink, or submit the program again.")));
        return job;
    }
}
