package io.millrace.testing;

import io.millrace.client.ClusterClient;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.CoreOptions;
import io.millrace.dataflow.execution.ExecutionContext;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.local.LocalCluster;
import io.millrace.local.LocalClusterSettings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in the JVM of a test, and the context in which environments made by {@code getExecutionEnvironment} send their
 * jobs to it. Tests of JUnit 5 let {@link MiniClusterExtension} call {@link #before} and {@link #after}; others call them
 * themselves.
 */
public class MiniClusterWithClientResource {
    private final MiniClusterResourceConfiguration size;
    private @Nullable LocalCluster cluster;
    private @Nullable MiniClusterClient client;
    private ExecutionContext.@Nullable Scope scope;

    public MiniClusterWithClientResource(MiniClusterResourceConfiguration miniClusterResourceConfiguration) {
        this.size = miniClusterResourceConfiguration;
    }

    /** Starts the cluster; from now on, programs run by the calling thread, and by threads that it starts, use it. */
    public void before() {
        if (cluster != null) {
            throw new IllegalStateException("the cluster of this test runs already");
        }
        cluster = LocalCluster.start(new LocalClusterSettings(
                size.getConfiguration(),
                size.getNumberTaskManagers(),
                size.getNumberSlotsPerTaskManager(),
                size.getNumberTaskManagers()));
        client = new MiniClusterClient(cluster, size.getConfiguration());
        scope = enter();
    }

    /** Cancels what runs and ends the cluster. On the thread that called {@link #before}. */
    public void after() {
        ExecutionContext.Scope entered = scope;
        scope = null;
        if (entered != null) {
            entered.close();
        }
        LocalCluster ended = cluster;
        cluster = null;
        client = null;
        if (ended != null) {
            ended.close();
        }
    }

    /** Makes programs that the calling thread runs use the cluster, until the scope is closed. */
    ExecutionContext.Scope enter() {
        MiniClusterClient running = running();
        PipelineExecutor executor = (graph, configuration, loader, results) -> running.submit(graph, loader, results);
        Configuration defaults = size.getConfiguration();
        if (!defaults.contains(CoreOptions.DEFAULT_PARALLELISM)) {
            defaults.set(CoreOptions.DEFAULT_PARALLELISM, getNumberSlots());
        }
        return new ExecutionContext(defaults, Optional.of(executor), Optional.empty()).enter();
    }

    /** All slots of all TaskManagers: the parallelism of environments that are given none. */
    public int getNumberSlots() {
        return size.getNumberTaskManagers() * size.getNumberSlotsPerTaskManager();
    }

    /** The running cluster, for jobs that are submitted by hand. */
    public LocalCluster getCluster() {
        LocalCluster running = cluster;
        if (running == null) {
            throw new IllegalStateException("the cluster of this test does not run; is before() called?");
        }
        return running;
    }

    /** Lists, submits and cancels the jobs of the running cluster. */
    public ClusterClient<?> getClusterClient() {
        return running();
    }

    private MiniClusterClient running() {
        MiniClusterClient running = client;
        if (running == null) {
            throw new IllegalStateException("the cluster of this test does not run; is before() called?");
        }
        return running;
    }
}
