package io.millrace.benchmarks;

import io.millrace.control.Address;
import io.millrace.control.live.LiveNode;
import io.millrace.control.live.SlewedClock;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import io.millrace.jobmanager.JobManager;
import io.millrace.network.NetworkNode;
import io.millrace.network.NetworkSettings;
import io.millrace.network.Secret;
import io.millrace.protocol.Endpoint;
import io.millrace.protocol.TaskManagerId;
import io.millrace.state.heap.HeapStateBackend;
import io.millrace.taskmanager.control.JobManagerLinkSettings;
import io.millrace.taskmanager.control.TaskManagerActor;
import io.millrace.taskmanager.exchange.ExchangeCompression;
import io.millrace.taskmanager.exchange.remote.NetworkChannels;
import io.millrace.taskmanager.worker.JobClassLoaders;
import io.millrace.taskmanager.worker.TaskManagerSettings;
import io.millrace.taskmanager.worker.ThreadedTaskRunner;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A TaskManager in a process of its own, at the loopback address: {@code NAME SLOTS PORT COMPRESSION}, with the secret on the first line
 * of its input. It ends when its input does, so it never outlives who started it.
 */
final class WorkerProcess {
    private WorkerProcess() {}

    public static void main(String[] args) throws Exception {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        Secret secret = Secret.of(HexFormat.of().parseHex(input.readLine()));
        TaskManagerId id = new TaskManagerId(args[0]);
        int slots = Integer.parseInt(args[1]);
        NetworkNode network = NetworkNode.start(id.name(), NetworkSettings.defaults(), secret);
        LiveNode node = LiveNode.start(id.name(), network, (actor, message, cause) -> {
            cause.printStackTrace();
            Runtime.getRuntime().halt(1);
        });
        TaskManagerSettings settings = TaskManagerSettings.of(slots, new Configuration());
        ThreadedTaskRunner runner = new ThreadedTaskRunner(
                id,
                settings,
                new HeapStateBackend(),
                new OneLoader(),
                Optional.of(new NetworkChannels(
                        network, settings.channelBatchesMax(), ExchangeCompression.valueOf(args[3]))),
                SlewedClock.system()::millis,
                fact -> node.post(TaskManagerActor.NAME, fact));
        network.receiveWith(node::receive);
        network.knows(JobManager.NODE, "127.0.0.1", Integer.parseInt(args[2]));
        node.host(
                TaskManagerActor.NAME,
                new TaskManagerActor(
                        new Endpoint(id, "127.0.0.1", network.port()),
                        slots,
                        new Address(JobManager.NODE, JobManager.SLOTS),
                        JobManagerLinkSettings.defaults(),
                        runner,
                        reason -> Runtime.getRuntime().halt(0)));
        while (input.readLine() != null) {}
        Runtime.getRuntime().halt(0);
    }

    /** All jobs are on this process's class path. */
    private static final class OneLoader implements JobClassLoaders {
        @Override
        public ClassLoader of(JobID job, List<String> classpath) {
            return WorkerProcess.class.getClassLoader();
        }

        @Override
        public void release(JobID job) {}
    }
}
