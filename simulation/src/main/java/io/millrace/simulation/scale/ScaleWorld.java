package io.millrace.simulation.scale;

import io.millrace.control.Actor;
import io.millrace.control.Actors;
import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.TimerName;
import io.millrace.control.Turn;
import io.millrace.control.fake.FakeCheckpointStores;
import io.millrace.control.fake.FakeFailureReports;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.JobStatus;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.JobManagerSettings;
import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.jobmanager.container.ContainerId;
import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.container.NodeName;
import io.millrace.jobmanager.coordinator.JobClassLoaders;
import io.millrace.jobmanager.coordinator.JobFiles;
import io.millrace.jobmanager.fake.SteppedCoordinatorHost;
import io.millrace.jobmanager.job.JobSettings;
import io.millrace.jobmanager.slot.SlotSettings;
import io.millrace.protocol.ClientMessage;
import io.millrace.protocol.JobManagerMessage;
import io.millrace.protocol.JobNews;
import io.millrace.protocol.TaskManagerId;
import io.millrace.protocol.wire.CorruptMessageException;
import io.millrace.protocol.wire.MessageCodec;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A JobManager and TaskManagers that only answer, in one thread and in virtual time. What the JobManager does, the coding of
 * its messages included, is timed by the given clock; what the TaskManagers do is not.
 */
final class ScaleWorld implements Actors {
    static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Address CLIENT = new Address("client", "client");
    private static final URI CHECKPOINTS = URI.create("memory:/checkpoints");

    private record Timer(long atMs, long order, String actor, String name, Message expiry) {}

    private final LongSupplier nanos;
    private final Queue<Runnable> jobManagers = new ArrayDeque<>();
    private final Queue<Runnable> others = new ArrayDeque<>();
    private final Map<String, Actor<Message>> actors = new TreeMap<>();
    private final Map<String, Timer> armed = new TreeMap<>();
    private final PriorityQueue<Timer> timers =
            new PriorityQueue<>(Comparator.comparingLong(Timer::atMs).thenComparingLong(Timer::order));
    private final SplittableRandom random = new SplittableRandom(1);
    private final Map<String, LightTaskManager> taskManagers = new LinkedHashMap<>();
    private final FakeCheckpointStores stores = new FakeCheckpointStores(FakeCheckpointStores.Files.none());
    private final Traffic traffic = new Traffic();
    private final JobID job = new JobID(6, 4);
    private final int slots;
    private long nowMs;
    private long timersArmed;
    private long spentNanos;
    private JobStatus status = JobStatus.INITIALIZING;
    private boolean allRun;
    private long checkpointCompleted;

    /**
     * Hosts the JobManager; {@link #settle} lets it begin.
     *
     * @param nanos what the JobManager's time is taken by
     */
    ScaleWorld(int taskManagerCount, int slots, LongSupplier nanos) {
        this.nanos = nanos;
        this.slots = slots;
        JobManagerSettings settings = new JobManagerSettings(
                new JobSettings(HEARTBEAT, Duration.ofMinutes(5)),
                new SlotSettings(HEARTBEAT, Duration.ofSeconds(50)),
                new ContainerProfile(slots),
                taskManagerCount,
                0,
                Duration.ofMinutes(10),
                Duration.ofMinutes(10),
                10);
        JobManager.host(
                this,
                JobManager.NODE,
                new Epoch(1),
                settings,
                new Granting(),
                coordinators(),
                stores.of(others::add, fact -> post(JobManager.jobActor(fact.job()), fact)),
                new FakeFailureReports());
    }

    private SteppedCoordinatorHost coordinators() {
        return new SteppedCoordinatorHost(
                JobClassLoaders.sharing(ScaleWorld.class.getClassLoader()),
                JobFiles.of(() -> CHECKPOINTS),
                new SteppedCoordinatorHost.Later() {
                    @Override
                    public void after(long delayMs, Runnable action) {
                        jobManagers.add(action);
                    }

                    @Override
                    public long now() {
                        return nowMs;
                    }
                },
                fact -> post(JobManager.jobActor(fact.job()), fact));
    }

    // What is seen.

    Traffic traffic() {
        return traffic;
    }

    /** Time of the JobManager since this was last called. */
    long takeSpentNanos() {
        long spent = spentNanos;
        spentNanos = 0;
        return spent;
    }

    JobStatus status() {
        return status;
    }

    /** The JobManager knows of all tasks that they run. */
    boolean allRun() {
        return allRun;
    }

    int running() {
        return taskManagers.values().stream()
                .mapToInt(LightTaskManager::running)
                .sum();
    }

    int taskManagers() {
        return taskManagers.size();
    }

    /** How many of the job's checkpoints a client has heard to be complete. */
    long checkpointCompleted() {
        return checkpointCompleted;
    }

    // What is done.

    void submit(byte[] graph) {
        fromOutside(JobManager.DISPATCHER, new ClientMessage.SubmitJob(CLIENT, job, graph));
    }

    void cancel() {
        fromOutside(JobManager.DISPATCHER, new ClientMessage.CancelJob(CLIENT, job));
    }

    void takeCheckpoint(String request) {
        fromOutside(JobManager.DISPATCHER, new ClientMessage.TakeCheckpoint(CLIENT, job, request));
    }

    /** Lets everything happen that happens without time passing. */
    void settle() {
        while (!jobManagers.isEmpty() || !others.isEmpty()) {
            long before = nanos.getAsLong();
            while (!jobManagers.isEmpty()) {
                jobManagers.remove().run();
            }
            spentNanos += nanos.getAsLong() - before;
            while (!others.isEmpty()) {
                others.remove().run();
            }
        }
    }

    /** Lets a heartbeat interval pass: each TaskManager says one, and the JobManager's timers come. */
    void heartbeat() {
        taskManagers.values().forEach(LightTaskManager::beat);
        settle();
        long end = nowMs + HEARTBEAT.toMillis();
        while (!timers.isEmpty() && timers.element().atMs <= end) {
            Timer due = timers.remove();
            nowMs = Math.max(nowMs, due.atMs);
            if (armed.remove(due.actor + "/" + due.name, due)) {
                post(due.actor, due.expiry);
            }
            settle();
        }
        nowMs = end;
    }

    // The network.

    private void fromOutside(String actor, Message message) {
        byte[] bytes = MessageCodec.encode(message);
        traffic.add(message, bytes.length);
        jobManagers.add(() -> take(actor, decode(bytes)));
    }

    private static Message decode(byte[] bytes) {
        try {
            return MessageCodec.decode(bytes);
        } catch (CorruptMessageException e) {
            throw new IllegalStateException("a message cannot be read", e);
        }
    }

    private void toOutside(Address to, Message message) {
        traffic.add(message, MessageCodec.encode(message).length);
        others.add(() -> arrive(to, message));
    }

    private void arrive(Address to, Message message) {
        LightTaskManager taskManager = taskManagers.get(to.node());
        if (taskManager != null && message instanceof JobManagerMessage word) {
            word.deliverTo(taskManager, new JobManagersTurn(to));
        } else if (message instanceof JobNews.JobMoved moved) {
            status = moved.status();
        } else if (message instanceof JobNews.CheckpointNews news) {
            checkpointCompleted = Math.max(checkpointCompleted, news.standing().checkpoint());
        }
    }

    // The JobManager's house.

    @Override
    @SuppressWarnings("unchecked") // Whoever has the name knows what may be sent to it.
    public void host(String name, Actor<?> actor) {
        if (actors.putIfAbsent(name, (Actor<Message>) actor) != null) {
            throw new IllegalStateException("an actor named '" + name + "' is here already");
        }
        jobManagers.add(() -> actor.start(turnOf(name)));
    }

    @Override
    public void retire(String name) {
        actors.remove(name);
        armed.keySet().removeIf(timer -> timer.startsWith(name + "/"));
    }

    @Override
    public void post(String actor, Message message) {
        jobManagers.add(() -> take(actor, message));
    }

    private void take(String name, Message message) {
        Actor<Message> actor = actors.get(name);
        if (actor != null) {
            actor.on(message, turnOf(name));
        }
    }

    private Turn turnOf(String actor) {
        return new JobManagersTurn(new Address(JobManager.NODE, actor));
    }

    private final class JobManagersTurn implements Turn {
        private final Address self;

        JobManagersTurn(Address self) {
            this.self = self;
        }

        @Override
        public Instant now() {
            return Instant.ofEpochMilli(nowMs);
        }

        @Override
        public Instant steady() {
            return Instant.ofEpochMilli(nowMs);
        }

        @Override
        public RandomGenerator random() {
            return random;
        }

        @Override
        public Address self() {
            return self;
        }

        @Override
        public void send(Address to, Message message) {
            if (to.node().equals(JobManager.NODE)) {
                post(to.actor(), message);
            } else {
                toOutside(to, message);
            }
        }

        @Override
        public void arm(TimerName timer, Duration delay, Message expiry) {
            Timer one = new Timer(nowMs + delay.toMillis(), timersArmed++, self.actor(), timer.name(), expiry);
            armed.put(one.actor + "/" + one.name, one);
            timers.add(one);
        }

        @Override
        public void disarm(TimerName timer) {
            armed.remove(self.actor() + "/" + timer.name());
        }

        @Override
        public void moved(String who, Enum<?> from, Enum<?> to, String because) {
            allRun |= because.equals("all of them run");
        }
    }

    /** Grants what is wished for, and starts TaskManagers there. */
    private final class Granting implements ContainerDriver {
        @Override
        public void want(Map<ContainerProfile, Integer> wanted, Set<NodeName> avoided) {
            int all = wanted.values().stream().mapToInt(Integer::intValue).sum();
            for (int number = taskManagers.size(); number < all; number++) {
                TaskManagerId id = new TaskManagerId(String.format("container_1700000000000_0001_01_%06d", number));
                LightTaskManager one =
                        new LightTaskManager(id, slots, message -> fromOutside(JobManager.SLOTS, message));
                taskManagers.put(id.name(), one);
                post(
                        JobManager.SLOTS,
                        new Granted(
                                new ContainerId(id.name()),
                                wanted.keySet().iterator().next(),
                                new NodeName("host-of-" + id)));
                others.add(one::begin);
            }
        }

        @Override
        public void release(ContainerId container) {
            throw new IllegalStateException("no container is idle for long enough to be given back: " + container);
        }
    }
}
