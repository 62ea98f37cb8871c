package io.millrace.benchmarks;

import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.live.LiveNode;
import io.millrace.control.live.Transport;
import io.millrace.control.report.FailureReports;
import io.millrace.dataflow.JobExecutionResult;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.TaskManagerOptions;
import io.millrace.dataflow.execution.ResultListener;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.JobManagerSettings;
import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.jobmanager.container.ContainerId;
import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.container.NodeName;
import io.millrace.jobmanager.coordinator.JobClassLoaders;
import io.millrace.jobmanager.coordinator.JobFiles;
import io.millrace.jobmanager.live.InProcessClient;
import io.millrace.jobmanager.live.ThreadedCoordinatorHost;
import io.millrace.network.NetworkNode;
import io.millrace.network.NetworkSettings;
import io.millrace.network.Secret;
import io.millrace.state.log.FencedCheckpointStore;
import io.millrace.taskmanager.exchange.ExchangeCompression;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A JobManager here, and two TaskManagers in processes of their own, all at the loopback address. */
final class TwoProcesses implements AutoCloseable {
    private static final int PROCESSES = 2;
    private static final int SECRET_BYTES = 32;

    private final byte[] secret = new byte[SECRET_BYTES];
    private final Map<String, LiveNode> here = new ConcurrentHashMap<>();
    private final NetworkNode network;
    private final LiveNode jobManager;
    private final LiveNode clientNode;
    private final InProcessClient client;
    private final ThreadedCoordinatorHost coordinators;
    private final FencedCheckpointStore checkpoints;
    private final ExchangeCompression compression;
    private final Workers workers = new Workers();

    /**
     * @param slots of each TaskManager
     * @param compression of what goes from one to the other
     */
    TwoProcesses(int slots, ExchangeCompression compression) throws IOException {
        this.compression = compression;
        new SecureRandom().nextBytes(secret);
        network = NetworkNode.start(JobManager.NODE, NetworkSettings.defaults(), Secret.of(secret));
        jobManager = node(JobManager.NODE);
        clientNode = node(InProcessClient.NAME);
        client = new InProcessClient(jobManager.address(JobManager.DISPATCHER), this::send, job -> {});
        coordinators = new ThreadedCoordinatorHost(
                JobClassLoaders.sharing(TwoProcesses.class.getClassLoader()),
                JobFiles.of(() -> {
                    throw new IOException("these jobs keep no files");
                }),
                fact -> jobManager.post(JobManager.jobActor(fact.job()), fact));
        checkpoints = new FencedCheckpointStore(
                () -> {
                    throw new IOException("these jobs take no checkpoints");
                },
                "benchmarks",
                fact -> jobManager.post(JobManager.jobActor(fact.job()), fact));
        network.receiveWith(jobManager::receive);
        clientNode.host(InProcessClient.NAME, client);
        Configuration settings = new Configuration();
        settings.set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
        JobManager.host(
                jobManager,
                jobManager.name(),
                new Epoch(1),
                JobManagerSettings.from(settings, PROCESSES),
                workers,
                coordinators,
                checkpoints,
                FailureReports.none());
    }

    private LiveNode node(String name) {
        LiveNode node = LiveNode.start(name, (Transport) this::send, TwoProcesses::broke);
        here.put(name, node);
        return node;
    }

    private static void broke(Address actor, @Nullable Message message, Throwable cause) {
        throw new IllegalStateException("Millrace broke in '" + actor + "'", cause);
    }

    private void send(Address to, Message message) {
        LiveNode node = here.get(to.node());
        if (node != null) {
            node.receive(to, message);
        } else {
            network.send(to, message);
        }
    }

    JobExecutionResult run(JobGraph graph) throws Exception {
        return client.submit(graph, TwoProcesses.class.getClassLoader(), ResultListener.none(), job -> {})
                .getJobExecutionResult()
                .get();
    }

    @Override
    public void close() {
        workers.close();
        jobManager.close();
        clientNode.close();
        coordinators.close();
        checkpoints.close();
        network.close();
    }

    /** Starts as many as are wanted, {@link #PROCESSES} at most, with this process's own Java, class path and flags. */
    private final class Workers implements ContainerDriver {
        private final List<Process> started = new ArrayList<>();

        @Override
        public synchronized void want(Map<ContainerProfile, Integer> wanted, Set<NodeName> avoided) {
            wanted.forEach((profile, count) -> {
                while (started.size() < Math.min(count, PROCESSES)) {
                    grant(profile);
                }
            });
        }

        private void grant(ContainerProfile profile) {
            ContainerId container = new ContainerId("taskmanager-" + (started.size() + 1));
            say(new Granted(container, profile, new NodeName("localhost")));
            try {
                started.add(start(container.name(), profile.slots()));
                say(new Started(container));
            } catch (IOException e) {
                say(new Refused(profile, String.valueOf(e)));
            }
        }

        private Process start(String name, int slots) throws IOException {
            List<String> command = new ArrayList<>();
            command.add(ProcessHandle.current().info().command().orElse("java"));
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(List.of(
                    "-cp",
                    System.getProperty("java.class.path"),
                    WorkerProcess.class.getName(),
                    name,
                    Integer.toString(slots),
                    Integer.toString(network.port()),
                    compression.name()));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream()
                    .write((HexFormat.of().formatHex(secret) + "\n").getBytes(StandardCharsets.US_ASCII));
            process.getOutputStream().flush();
            return process;
        }

        private void say(Fact fact) {
            jobManager.post(JobManager.SLOTS, fact);
        }

        @Override
        public void release(ContainerId container) {
            // They stay until the end: what is measured next runs on them.
        }

        synchronized void close() {
            started.forEach(Process::destroyForcibly);
        }
    }
}
