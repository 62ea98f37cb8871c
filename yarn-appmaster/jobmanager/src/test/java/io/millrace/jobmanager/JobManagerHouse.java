package io.millrace.jobmanager;

import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.fake.FakeCheckpointStores;
import io.millrace.control.fake.FakeFailureReports;
import io.millrace.control.fake.FakeGraphStores;
import io.millrace.control.fake.FakeHouse;
import io.millrace.control.fake.FakeLedgers;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.jobmanager.container.ContainerDriver.Granted;
import io.millrace.jobmanager.container.ContainerDriver.Inherited;
import io.millrace.jobmanager.container.ContainerId;
import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.container.NodeName;
import io.millrace.jobmanager.coordinator.JobClassLoaders;
import io.millrace.jobmanager.coordinator.JobFiles;
import io.millrace.jobmanager.fake.FakeContainerDriver;
import io.millrace.jobmanager.fake.SteppedCoordinatorHost;
import io.millrace.jobmanager.job.JobSettings;
import io.millrace.jobmanager.job.MessageLimit;
import io.millrace.jobmanager.slot.SlotSettings;
import io.millrace.jobmanager.succession.Leadership;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.ClientMessage.Received;
import io.millrace.protocol.ClientMessage.SubmitJob;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobManagerMessage.CancelTasks;
import io.millrace.protocol.JobManagerMessage.DeployTasks;
import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.TaskManagerMessage.Heartbeat;
import io.millrace.protocol.TaskManagerMessage.Here;
import io.millrace.protocol.TaskManagerMessage.Progress;
import io.millrace.protocol.TaskManagerMessage.TaskMoved;
import io.millrace.protocol.TaskState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A JobManager on a {@link FakeHouse}; the test plays client, TaskManagers and resource manager. */
public final class JobManagerHouse {
    public static final Epoch EPOCH = new Epoch(3);
    public static final Address CLIENT = new Address("client", "client");
    public static final Duration BEAT = Duration.ofSeconds(1);
    public static final Duration SLOT_TIMEOUT = Duration.ofSeconds(60);
    public static final ContainerProfile PROFILE = new ContainerProfile(2);

    public final FakeHouse house = new FakeHouse("jm");
    public final FakeContainerDriver driver = new FakeContainerDriver("c", fact -> house.post(JobManager.SLOTS, fact));
    public final JobManager jobManager;
    public final List<JobMoved> news = new ArrayList<>();
    /** Does what the store of checkpoints has to do; at once, unless a test has it wait. */
    public Consumer<Runnable> storing = Runnable::run;

    public final FakeCheckpointStores checkpoints;
    public final Epoch epoch;
    public final FakeFailureReports failures = new FakeFailureReports();
    private final List<Runnable> coordinatorCalls = new ArrayList<>();
    private final Map<TaskManagerId, Long> reports = new TreeMap<>();

    /** With a ledger that is written at once, and nobody before or after. */
    public JobManagerHouse() {
        this(new Estate(), Runnable::run, EPOCH, Leadership.alone());
    }

    /** What outlives a leader. */
    public static final class Estate {
        public final FakeLedgers ledgers = new FakeLedgers();
        public final FakeGraphStores graphs = new FakeGraphStores();
        public final FakeCheckpointStores checkpoints = new FakeCheckpointStores(FakeCheckpointStores.Files.none());
    }

    /** As the leader of an epoch, among others that share what is kept. */
    public JobManagerHouse(Estate estate, FakeLedgers.Disk disk, Epoch epoch, Leadership leadership) {
        this(estate, disk, epoch, leadership, MessageLimit.NONE);
    }

    /** Where messages may be no larger. */
    public static JobManagerHouse withMessageLimit(MessageLimit limit) {
        return new JobManagerHouse(new Estate(), Runnable::run, EPOCH, Leadership.alone(), limit);
    }

    private JobManagerHouse(
            Estate estate, FakeLedgers.Disk disk, Epoch epoch, Leadership leadership, MessageLimit limit) {
        this.epoch = epoch;
        this.checkpoints = estate.checkpoints;
        SteppedCoordinatorHost.Later later = new SteppedCoordinatorHost.Later() {
            @Override
            public void after(long delayMs, Runnable action) {
                coordinatorCalls.add(action);
            }

            @Override
            public long now() {
                return 0;
            }
        };
        jobManager = JobManager.host(
                house,
                "jm",
                epoch,
                new JobManagerSettings(
                        new JobSettings(BEAT, SLOT_TIMEOUT, limit, 3),
                        new SlotSettings(BEAT, Duration.ofSeconds(5)),
                        PROFILE,
                        0,
                        0,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(40),
                        2),
                driver,
                new SteppedCoordinatorHost(
                        JobClassLoaders.sharing(JobManagerHouse.class.getClassLoader()),
                        JobFiles.of(() -> {
                            throw new IOException("these jobs keep no files");
                        }),
                        later,
                        fact -> house.post(JobManager.jobActor(fact.job()), fact)),
                checkpoints.of(work -> storing.accept(work), fact -> house.post(JobManager.jobActor(fact.job()), fact)),
                failures,
                estate.ledgers.of(disk, fact -> house.post(JobManager.DISPATCHER, fact)),
                estate.graphs.of(disk, fact -> house.post(JobManager.DISPATCHER, fact)),
                leadership);
        settle();
    }

    public void settle() {
        house.settle();
        while (!coordinatorCalls.isEmpty()) {
            coordinatorCalls.remove(0).run();
            house.settle();
        }
        news.addAll(house.take(JobMoved.class));
    }

    public void advance(Duration duration) {
        house.advance(duration);
        settle();
    }

    public void tell(String actor, io.millrace.control.Message message) {
        house.post(actor, message);
        settle();
    }

    public JobID submit(long number, JobGraph graph) {
        JobID job = new JobID(0, number);
        tell(JobManager.DISPATCHER, new SubmitJob(CLIENT, job, TestGraphs.bytes(graph)));
        return job;
    }

    public void received(JobID job, long below) {
        tell(JobManager.DISPATCHER, new Received(CLIENT, job, below));
    }

    /** The resource manager says which containers earlier leaders have left. */
    public void left(TaskManagerId... taskManagers) {
        List<Granted> containers = new ArrayList<>();
        for (TaskManagerId id : taskManagers) {
            containers.add(new Granted(new ContainerId(id.name()), PROFILE, new NodeName("host-" + id.name())));
        }
        tell(JobManager.SLOTS, new Inherited(containers));
    }

    public TaskManagerId taskManager(String name, int slots) {
        TaskManagerId id = new TaskManagerId(name);
        tell(JobManager.SLOTS, new Here(Epoch.NONE, id, id.address(), "host-" + name, 0, slots));
        return id;
    }

    /** What was deployed since the last call, by TaskManager. */
    public Map<String, List<AttemptId>> deployed() {
        Map<String, List<AttemptId>> deployed = new TreeMap<>();
        house.sent().stream()
                .filter(sent -> sent.message() instanceof DeployTasks)
                .forEach(sent -> deployed.computeIfAbsent(sent.to().node(), node -> new ArrayList<>())
                        .addAll(((DeployTasks) sent.message()).attempts()));
        house.take(DeployTasks.class);
        return deployed;
    }

    public List<AttemptId> cancelled() {
        return house.take(CancelTasks.class).stream()
                .flatMap(message -> message.attempts().stream())
                .toList();
    }

    public void moved(TaskManagerId from, AttemptId attempt, TaskState to) {
        moved(from, attempt, to, Optional.empty(), Map.of());
    }

    public void failed(TaskManagerId from, AttemptId attempt, Failure.Owner owner, String message) {
        moved(
                from,
                attempt,
                TaskState.FAILED,
                Optional.of(
                        new Failure(owner, Optional.of("op"), attempt.subtask(), message, "at Here", Optional.empty())),
                Map.of());
    }

    public void moved(
            TaskManagerId from,
            AttemptId attempt,
            TaskState to,
            Optional<Failure> failure,
            Map<String, byte[]> accumulators) {
        long sequence = reports.merge(from, 1L, Long::sum) - 1;
        tell(JobManager.SLOTS, new TaskMoved(epoch, from, sequence, attempt, to, failure, accumulators));
    }

    /** One beat passes in which these TaskManagers live. */
    public void beat(TaskManagerId... alive) {
        for (TaskManagerId id : alive) {
            heartbeat(id, List.of(), List.of());
        }
        advance(BEAT);
    }

    public void heartbeat(TaskManagerId from, List<Progress> running, List<JobID> jobs) {
        tell(JobManager.SLOTS, new Heartbeat(epoch, from, 0, running, jobs, List.of(), List.of()));
    }

    public List<JobStatus> statuses(JobID job) {
        return news.stream()
                .filter(moved -> moved.job().equals(job))
                .map(JobMoved::status)
                .distinct()
                .toList();
    }

    public JobMoved last(JobID job) {
        return news.stream()
                .filter(moved -> moved.job().equals(job))
                .reduce((a, b) -> b)
                .orElseThrow();
    }
}
