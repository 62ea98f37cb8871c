package io.millrace.simulation;

import io.millrace.control.Address;
import io.millrace.control.Message;
import io.millrace.control.fake.FakeFailureReports;
import io.millrace.control.fake.FakeGraphStores;
import io.millrace.dataflow.JobID;
import io.millrace.dataflow.graph.JobGraph;
import io.millrace.dataflow.util.InstantiationUtil;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.JobManagerSettings;
import io.millrace.jobmanager.container.ContainerId;
import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.job.JobPhase;
import io.millrace.jobmanager.job.JobSettings;
import io.millrace.jobmanager.slot.SlotSettings;
import io.millrace.protocol.AttemptId;
import io.millrace.protocol.JobNews.JobMoved;
import io.millrace.protocol.TaskManagerId;
import io.millrace.state.heap.HeapStateBackend;
import io.millrace.taskmanager.checkpoint.FileSystemSnapshotFiles;
import io.millrace.taskmanager.control.TaskManagerActor;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * One simulated cluster: a JobManager, the TaskManagers it asks for, a resource manager, a network, a client; and the faults.
 *
 * <p>Everything is drawn from the seed: {@link #of} the same seed is the same world, and {@link #run} of the same job the
 * same run, to the last line of its log.
 */
public final class World {
    /** After the faults have ended, a job must end within so much virtual time. */
    private static final long LIVENESS_MS = Duration.ofMinutes(10).toMillis();

    /** After the job has ended, the cluster must be idle again within so much virtual time. */
    private static final long QUIET_MS = Duration.ofMinutes(3).toMillis();

    private static final Duration REGISTRATION_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);
    private static final int FILE_FAULTS_WITHIN_MS = 20_000;
    static final String JOB_MANAGER = "jobmanager";
    static final String CLIENT = "client";

    /** Where the checkpoints of jobs lie that name no other directory. */
    static final URI CHECKPOINTS = URI.create(SimulatedFileSystem.ROOT + "checkpoints");

    /** Where the ledger of jobs lies. */
    static final String LEDGER = "/jobs/log";

    private final long seed;
    private final Options options;
    private final SplittableRandom random;
    private final EventQueue events = new EventQueue();
    private final TransitionLog log = new TransitionLog();
    private final FaultCounts faults = new FaultCounts();
    private final Invariants invariants;
    private final Map<String, SimulatedNode> nodes = new TreeMap<>();
    private final Map<String, SimulatedTaskManager> taskManagers = new TreeMap<>();
    private final SimulatedNetwork network;
    private final SimulatedWires wires;
    private final SimulatedFiles files;
    private final CheckpointRules checkpoints;
    private final SimulatedYarn yarn;
    private final SimulatedZooKeeper zookeeper;
    private final SimulatedAttempts attempts;
    private final FakeGraphStores graphs = new FakeGraphStores();
    private final FakeFailureReports failures = new FakeFailureReports();
    private final NodeClock firstClock;
    private final SplittableRandom ledgerDelays;
    private final FaultPlan plan;
    private final LeaderPlan leaderPlan;
    private final AtRest rest;
    private int restMs;
    private LongConsumer durable = checkpoint -> {};
    /** From then on nobody holds anything of the job any more. */
    private long forgottenAtMs = Long.MAX_VALUE;

    private World(long seed, Options options) {
        this.seed = seed;
        SplittableRandom root = new SplittableRandom(seed);
        this.options = options;
        this.random = root.split();
        this.network = new SimulatedNetwork(this, options.network(), root.split());
        this.wires = new SimulatedWires(this, root.split());
        this.firstClock = clock();
        this.yarn = new SimulatedYarn(this, options.yarn(), root.split(), fact -> {}, this::startTaskManager);
        this.ledgerDelays = root.split();
        this.files = new SimulatedFiles(this, options.files(), root.split());
        this.checkpoints = new CheckpointRules(files, checkpoint -> durable.accept(checkpoint));
        SplittableRandom faultDraws = root.split();
        this.zookeeper = new SimulatedZooKeeper(this, options.leaders(), root.split());
        this.attempts = new SimulatedAttempts(this, root.split());
        this.leaderPlan = new LeaderPlan(this, options.leaders(), root.split());
        this.invariants = new Invariants(
                options, events::nowMs, () -> attempts.registered().flatMap(SimulatedMaster::jobManager));
        files.hearSteps(leaderPlan::atFile, options.leaders().lateRenamePercent());
        this.plan = new FaultPlan(new Theatre(), options, faultDraws, events, faults, yarn, network, wires);
        this.rest = new AtRest(this, invariants, nodes, taskManagers);
        faults.hear(invariants::fault);
        attempts.begin();
    }

    /** A world of its own with one leader; nothing of it outlives it. */
    public static World of(long seed) {
        return new World(seed, Options.drawnFrom(seed, false));
    }

    /** Its leaders change, too. */
    public static World ofLeaders(long seed) {
        return new World(seed, Options.drawnFrom(seed, true));
    }

    private static JobManagerSettings settings(Options options) {
        Duration beat = Duration.ofMillis(options.heartbeatMs());
        return new JobManagerSettings(
                new JobSettings(beat, Duration.ofMinutes(10)),
                new SlotSettings(beat, Duration.ofMillis(options.heartbeatTimeoutMs())),
                new ContainerProfile(options.slots()),
                0,
                0,
                IDLE_TIMEOUT,
                REGISTRATION_TIMEOUT,
                10);
    }

    /** The first leader to come to a step at its files dies there: {@link LeaderPlan#diesAt}. */
    World whereLeaderDiesAt(String step) {
        leaderPlan.diesAt(Pattern.compile(step));
        return this;
    }

    /** Whoever leads then dies. */
    World whereLeaderDiesAfterMs(long ms) {
        leaderPlan.diesAfterMs(ms);
        return this;
    }

    // What a run is.

    /** Runs a job through faults and healing to its end, and looks at what is left. */
    public Run run(SimulatedJob job) {
        Run run = new Run(seed, options.toString(), job.name());
        try {
            log(seed + " " + options);
            byte[] graph = job.graph(options.parallelism(), random.split());
            JobID id = id();
            invariants.watchRegions(id, read(graph), job.handsOver());
            durable = job::isDurable;
            restMs = job.restMs();
            job.begins(events::after);
            SimulatedClient client = new SimulatedClient(new Address(JOB_MANAGER, JobManager.DISPATCHER), id, graph);
            SimulatedNode clientNode = new SimulatedNode(this, CLIENT, clock());
            nodes.put(CLIENT, clientNode);
            clientNode.host(SimulatedClient.NAME, client);
            followLeaders(clientNode, SimulatedClient.NAME);
            job.cancelledAfterMs(random.split())
                    .ifPresent(afterMs -> events.at(
                            afterMs, () -> clientNode.post(SimulatedClient.NAME, new SimulatedClient.Cancel())));
            job.checkpointAskedAfterMs(new Draws(seed).of("checkpoint asked for"))
                    .ifPresent(afterMs -> events.at(
                            afterMs, () -> clientNode.post(SimulatedClient.NAME, new SimulatedClient.AskCheckpoint())));
            plan.begin();
            leaderPlan.begin();
            files.plan(FILE_FAULTS_WITHIN_MS);
            runWhile(() -> client.end().isEmpty() && events.nowMs() < options.faultsEndMs(), options.faultsEndMs());
            heal();
            long deadline = events.nowMs() + LIVENESS_MS;
            runWhile(() -> client.end().isEmpty(), deadline);
            JobMoved end = client.end()
                    .orElseThrow(() -> new Violation("the job has not ended "
                            + Duration.ofMillis(LIVENESS_MS).toMinutes() + " minutes after all faults did: "
                            + rest.standstill()));
            rest.checkIsWrittenDown(end);
            run.ended(end, client.resultsAtEnd(), events.nowMs());
            forgottenAtMs = events.nowMs() + IDLE_TIMEOUT.toMillis();
            long quiet = events.nowMs() + QUIET_MS;
            runWhile(() -> true, quiet);
            rest.checkNothingIsLeft();
            rest.checkElectionsEnd();
            checkpoints.checkAtTheEnd(id, end.status());
            client.asked().ifPresent(asked -> run.note(1, checkpoints.checkAnswer(asked)));
            run.note(invariants.undisturbed(), "leader that took over where nothing but its predecessor was lost");
            run.checkpoints(checkpoints.counts());
            run.left(files.notLate());
            run.measured(faults, invariants.restarts(), invariants.reruns(), events.nowMs(), "");
            run.checkGaveUpWithReason();
            job.check(run);
        } catch (RuntimeException | Violation broken) {
            run.violated(broken, log.last());
        }
        run.checkpoints(checkpoints.counts());
        run.measured(faults, invariants.restarts(), invariants.reruns(), events.nowMs(), log.hash());
        return run;
    }

    private JobID id() {
        return new JobID(7, seed);
    }

    private static JobGraph read(byte[] graph) {
        try {
            return InstantiationUtil.deserializeObject(graph, World.class.getClassLoader());
        } catch (IOException | ClassNotFoundException e) {
            throw new IllegalStateException("a simulated job's graph cannot be read", e);
        }
    }

    private void runWhile(BooleanSupplier condition, long untilMs) {
        events.at(untilMs, () -> {});
        while (condition.getAsBoolean() && events.nowMs() < untilMs && events.step()) {
            invariants.check();
            checkpoints.check();
        }
    }

    private void heal() {
        checkpoints.checkSuccession(id());
        log("healed");
        network.heal();
        zookeeper.heal();
        leaderPlan.heal();
        plan.heal();
        attempts.living().values().forEach(master -> master.node().wake());
        attempts.heal();
        yarn.heal();
        files.heal();
    }

    /** Of a new machine. */
    private NodeClock clock() {
        int most = options.clocks().driftPercentMax();
        return new NodeClock(events, random.nextInt(-most, most + 1));
    }

    /** What faults strike. */
    private final class Theatre implements FaultPlan.Stage {
        @Override
        public List<String> taskManagers() {
            return new ArrayList<>(taskManagers.keySet());
        }

        @Override
        public Optional<SimulatedNode> node(String name) {
            return World.this.node(name);
        }

        @Override
        public String jobManager() {
            return attempts.latest().map(SimulatedMaster::name).orElse(JOB_MANAGER);
        }

        @Override
        public Optional<SimulatedTaskManager> taskManager(String name) {
            return Optional.ofNullable(taskManagers.get(name));
        }

        @Override
        public void kill(String taskManager) {
            World.this.kill(taskManager);
            checkpoints.checkSuccession(id());
        }

        @Override
        public void log(String line) {
            World.this.log(line);
        }
    }

    // What the parts of the world ask of it.

    private void startTaskManager(ContainerId container) {
        String name = container.name();
        SimulatedNode node = new SimulatedNode(this, name, clock());
        nodes.put(name, node);
        log(name + " begins");
        SimulatedTaskManager taskManager = new SimulatedTaskManager(
                this,
                node,
                options,
                new Address(attempts.registered().map(SimulatedMaster::name).orElse(JOB_MANAGER), JobManager.SLOTS),
                new HeapStateBackend(),
                new FileSystemSnapshotFiles(path -> new SimulatedFileSystem(files, name)),
                wires,
                random.split(),
                reason -> {
                    kill(name);
                    yarn.ended(container, "exit status 0: " + reason);
                });
        taskManagers.put(name, taskManager);
        invariants.watch(name, taskManager);
        followLeaders(node, TaskManagerActor.NAME);
    }

    private void followLeaders(SimulatedNode node, String actor) {
        if (options.leaders().change()) {
            zookeeper.watch(node, leader -> node.post(actor, leader)).watch();
        }
    }

    /** A process that contends for leading. */
    SimulatedMaster startMaster(int attempt) {
        String name = attempt == 1 ? JOB_MANAGER : JOB_MANAGER + "-" + attempt;
        SimulatedNode node = new SimulatedNode(this, name, attempt == 1 ? firstClock : clock());
        nodes.put(name, node);
        log(name + " begins");
        return new SimulatedMaster(this, attempt, node, settings(options), ledgerDelays);
    }

    /** A JobManager begins to lead. */
    void leads(SimulatedMaster master) {
        log(master.name() + " begins to lead in epoch " + master.epoch().number());
        invariants.leads(master.name());
    }

    /** A process ends, from one moment to the next. */
    void kill(String name) {
        SimulatedNode node = nodes.remove(name);
        if (node != null) {
            log(name + " ends");
            if (events.nowMs() >= forgottenAtMs && !node.isPaused()) {
                invariants.keepsNothing(name);
            }
            node.die();
            files.died(name);
            taskManagers.remove(name);
            invariants.gone(name);
            wires.died(new TaskManagerId(name));
        }
    }

    boolean isAlive(String name) {
        return nodes.containsKey(name);
    }

    /** As the job that runs has it. */
    int restMs() {
        return restMs;
    }

    void poke(String name) {
        SimulatedTaskManager taskManager = taskManagers.get(name);
        if (taskManager != null) {
            taskManager.poke();
        }
    }

    /** A consumer has lost its connection to a TaskManager that keeps a partition for it. */
    void cannotBeRead(String producer) {
        invariants.cannotBeRead(producer);
    }

    /** A control message is on its way. */
    void sent(Message message) {
        invariants.sent(message);
    }

    void turnTaken() {
        invariants.turnTaken();
    }

    void deployed(String taskManager, List<AttemptId> attempts) {
        attempts.forEach(attempt -> log(taskManager + " deploys " + attempt));
        invariants.deployed(taskManager, attempts);
    }

    void moved(String node, String who, Enum<?> from, Enum<?> to, String because) {
        log(who + ": " + from + " -> " + to + " because " + because);
        invariants.moved(node, who, from, to, because);
        if (to == JobPhase.STOPPING_TO_RESTART) {
            plan.recoveryBegins();
            checkpoints.newest().ifPresent(files::recoveryBegins);
        }
    }

    Optional<SimulatedNode> node(String name) {
        return Optional.ofNullable(nodes.get(name));
    }

    void log(String line) {
        log.add(events.nowMs(), line);
    }

    long nowMs() {
        return events.nowMs();
    }

    long seed() {
        return seed;
    }

    Options options() {
        return options;
    }

    SimulatedZooKeeper zookeeper() {
        return zookeeper;
    }

    SimulatedAttempts attempts() {
        return attempts;
    }

    SimulatedYarn yarn() {
        return yarn;
    }

    FakeGraphStores graphs() {
        return graphs;
    }

    FakeFailureReports failures() {
        return failures;
    }

    EventQueue events() {
        return events;
    }

    SimulatedNetwork network() {
        return network;
    }

    SimulatedFiles files() {
        return files;
    }

    CheckpointRules checkpoints() {
        return checkpoints;
    }

    FaultCounts faults() {
        return faults;
    }

    RandomGenerator random() {
        return random;
    }
}
