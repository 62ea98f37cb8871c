package io.millrace.yarn.worker;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.control.leader.LeaderWatch;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import io.millrace.control.live.LiveNode;
import io.millrace.control.live.SlewedClock;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.CoreOptions;
import io.millrace.ha.HighAvailability;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.JobManagerOptions;
import io.millrace.network.NetworkNode;
import io.millrace.network.NetworkOptions;
import io.millrace.network.NetworkSettings;
import io.millrace.network.Secret;
import io.millrace.protocol.Endpoint;
import io.millrace.protocol.JobManagerMessage;
import io.millrace.protocol.TaskManagerId;
import io.millrace.state.heap.HeapStateBackend;
import io.millrace.taskmanager.control.JobManagerLinkSettings;
import io.millrace.taskmanager.control.TaskManagerActor;
import io.millrace.taskmanager.exchange.remote.NetworkChannels;
import io.millrace.taskmanager.worker.TaskManagerSettings;
import io.millrace.taskmanager.worker.TaskRunnerOptions;
import io.millrace.taskmanager.worker.ThreadedTaskRunner;
import io.millrace.yarn.jobs.DownloadedClassLoaders;
import io.millrace.yarn.staging.LeaderFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A TaskManager with the network and the threads that it needs, in a process of its own. */
final class ContainerTaskManager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerTaskManager.class);

    private static final Path JARS = Path.of("jars");
    private static final String TEMPORARY = "spill";

    /** So many words of the leader that do not come are a silence. */
    private static final int HEARTBEATS_MISSED = 3;

    private final NetworkNode network;
    private final LiveNode node;
    private final ThreadedTaskRunner runner;
    private final OrderedTaskRunner ordered;
    private final HighAvailability elections;
    private final LeaderWatch watch;
    private final ScheduledExecutorService searches = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "millrace-leader-search");
        made.setDaemon(true);
        return made;
    });
    private final CompletableFuture<Ended> end = new CompletableFuture<>();

    /** Why it is over, and whether by a mistake in the engine. */
    record Ended(String reason, boolean broken) {}

    private ContainerTaskManager(ContainerEnvironment environment, TaskManagerTold told, byte[] secret)
            throws IOException {
        TaskManagerId id = new TaskManagerId(environment.containerId());
        Configuration settings = told.settings();
        temporaryFilesOn(environment, settings);
        DownloadedClassLoaders classLoaders = new DownloadedClassLoaders(
                JARS,
                ContainerTaskManager.class.getClassLoader(),
                settings.get(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL));
        classLoaders.fetchAhead(told.jars());
        this.network = NetworkNode.start(
                id.name(), NetworkSettings.of(settings, NetworkOptions.TASK_MANAGER_PORT), Secret.of(secret));
        this.node = LiveNode.start(id.name(), network, this::broke);
        TaskManagerSettings taskManagerSettings = TaskManagerSettings.of(told.slots(), settings);
        LastLogLines log = LastLogLines.ofThisProcess();
        this.runner = new ThreadedTaskRunner(
                id,
                taskManagerSettings,
                new HeapStateBackend(),
                classLoaders,
                Optional.of(new NetworkChannels(
                        network,
                        taskManagerSettings.channelBatchesMax(),
                        settings.get(TaskRunnerOptions.NETWORK_COMPRESSION))),
                SlewedClock.system()::millis,
                fact -> node.post(TaskManagerActor.NAME, log.addTo(fact)));
        this.ordered = new OrderedTaskRunner(runner);
        Thread.setDefaultUncaughtExceptionHandler(this::threadDied);
        network.receiveWith(node::receive);
        node.host(
                TaskManagerActor.NAME,
                new TaskManagerActor(
                        new Endpoint(id, environment.host(), network.port()),
                        told.slots(),
                        new Address(JobManager.NODE, JobManager.SLOTS),
                        JobManagerLinkSettings.waiting(settings.get(TaskRunnerOptions.REGISTRATION_TIMEOUT)),
                        ordered,
                        reason -> end.complete(new Ended(reason, false))));
        follow(told.leader());
        this.elections = HighAvailability.open(settings, environment.applicationId(), secret);
        this.watch = elections.isElected() ? elections.watch(told.leader(), this::follow) : search(told);
        watch.watch();
    }

    /** Where nobody elects, leaders write down where they listen. */
    private LeaderSearch search(TaskManagerTold told) {
        LeaderSearch search = new LeaderSearch(
                told.leader().epoch(),
                () -> LeaderFolder.of(told.stagingDirectory(), new org.apache.hadoop.conf.Configuration())
                        .latest(),
                told.settings().get(JobManagerOptions.HEARTBEAT_INTERVAL).multipliedBy(HEARTBEATS_MISSED),
                System::nanoTime,
                searches,
                this::follow);
        network.cutOffTo(gone -> {
            if (gone.equals(JobManager.NODE)) {
                search.cutOff();
            }
        });
        network.receiveWith((to, message) -> {
            if (message instanceof JobManagerMessage word) {
                search.heard(word.epoch());
            }
            node.receive(to, message);
        });
        return search;
    }

    /** Follows the leader that started it, and whoever leads after that one. */
    private void follow(LeaderIs leader) {
        network.knows(
                leader.address().node(),
                leader.address().host(),
                leader.address().port());
        node.post(TaskManagerActor.NAME, leader);
    }

    static ContainerTaskManager start(ContainerEnvironment environment, TaskManagerTold told, byte[] secret)
            throws IOException {
        return new ContainerTaskManager(environment, told, secret);
    }

    /** On each of the node's disks; YARN deletes what has a container's name when the container is over, however it ended. */
    private static void temporaryFilesOn(ContainerEnvironment environment, Configuration settings) throws IOException {
        if (settings.getOptional(TaskRunnerOptions.TMP_DIRS).isEmpty()) {
            List<String> directories = new ArrayList<>();
            for (Path disk : environment.localDirectories()) {
                Path own = disk.resolve(environment.containerId()).resolve(TEMPORARY);
                directories.add(Files.createDirectories(own).toString());
            }
            settings.set(TaskRunnerOptions.TMP_DIRS, String.join(",", directories));
        }
    }

    private void broke(Address actor, @Nullable Message message, Throwable cause) {
        end.complete(new Ended("Millrace broke in '" + actor + "' (" + cause + ")", true));
    }

    private void threadDied(Thread thread, Throwable cause) {
        LOG.error("thread '{}' died", thread.getName(), cause);
        if (thread.getName().startsWith("millrace-")) {
            end.complete(new Ended("Millrace broke in its thread '" + thread.getName() + "' (" + cause + ")", true));
        }
    }

    /** Returns when nothing is to be done here any more. */
    Ended awaitEnd() throws InterruptedException {
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing fails here", e);
        }
    }

    @Override
    public void close() {
        watch.stop();
        searches.shutdownNow();
        elections.close();
        ordered.close();
        runner.close();
        node.close();
        network.close();
    }
}
