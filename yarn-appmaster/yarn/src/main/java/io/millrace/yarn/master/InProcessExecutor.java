package io.millrace.yarn.master;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.execution.ResultListener;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.live.InProcessClient;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Submits the jobs of a program to the JobManager of its own process. */
final class InProcessExecutor implements PipelineExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(InProcessExecutor.class);

    private final InProcessClient client;
    private final MasterClassLoaders loaders;
    private final List<String> classpath;

    /** @param classpath where TaskManagers find the program's jars */
    InProcessExecutor(InProcessClient client, MasterClassLoaders loaders, List<String> classpath) {
        this.client = client;
        this.loaders = loaders;
        this.classpath = classpath;
    }

    @Override
    public JobClient execute(
            JobGraph graph, Configuration configuration, ClassLoader userClassLoader, ResultListener results) {
        JobClient job = client.submit(
                graph.withClasspath(classpath), userClassLoader, results, id -> loaders.submitted(id, userClassLoader));
        LOG.info("job {} ('{}') is submitted", job.getJobID(), graph.name());
        return job;
    }
}
