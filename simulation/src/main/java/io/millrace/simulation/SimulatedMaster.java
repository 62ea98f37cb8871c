package io.millrace.simulation;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.control.leader.LeaderAddress;
import io.millrace.control.leader.LeaderElection;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import io.millrace.control.leader.StandingLeader;
import io.millrace.control.ledger.Ledger;
import io.millrace.dataflow.fs.FileSystem;
import io.millrace.dataflow.fs.Path;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.JobManagerSettings;
import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.jobmanager.coordinator.JobClassLoaders;
import io.millrace.jobmanager.coordinator.JobFiles;
import io.millrace.jobmanager.fake.SteppedCoordinatorHost;
import io.millrace.jobmanager.succession.Inheritance;
import io.millrace.jobmanager.succession.Leadership;
import io.millrace.state.log.FencedCheckpointStore;
import io.millrace.state.log.FencedLog;
import java.net.URI;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/** A process that leads, once it may: a JobManager with all that it works on, as an ApplicationMaster puts it together. */
final class SimulatedMaster {
    private static final int PORT = 1;
    private static final int GRAPH_MS_MAX = 500;

    private final World world;
    private final int attempt;
    private final SimulatedNode node;
    private final SplittableRandom ledgerDelays;
    private final SplittableRandom graphDelays;
    private final JobManagerSettings settings;
    private final LeaderElection contender;
    private final SteppedCoordinatorHost coordinators;
    private Optional<JobManager> jobManager = Optional.empty();
    private Epoch epoch = Epoch.NONE;
    private long suspendedSinceMs = Long.MAX_VALUE;

    /** @param attempt YARN's number of it */
    SimulatedMaster(
            World world, int attempt, SimulatedNode node, JobManagerSettings settings, SplittableRandom ledgerDelays) {
        this.world = world;
        this.attempt = attempt;
        this.node = node;
        this.settings = settings;
        this.ledgerDelays = ledgerDelays;
        this.graphDelays = new SplittableRandom(world.seed() + attempt);
        Consumer<LeaderElection.Fact> facts = this::fact;
        this.contender = world.options().leaders().elects()
                ? world.zookeeper().contender(node, facts)
                : new StandingLeader(new Epoch(attempt), facts);
        this.coordinators = coordinators();
    }

    private SteppedCoordinatorHost coordinators() {
        return new SteppedCoordinatorHost(
                JobClassLoaders.sharing(World.class.getClassLoader()),
                new JobFiles() {
                    @Override
                    public URI otherwise() {
                        return World.CHECKPOINTS;
                    }

                    @Override
                    public FileSystem of(Path path) {
                        return new SimulatedFileSystem(world.files(), node.name());
                    }
                },
                new SteppedCoordinatorHost.Later() {
                    @Override
                    public void after(long delayMs, Runnable action) {
                        node.runAfter(delayMs, action);
                    }

                    @Override
                    public long now() {
                        return node.clock().processingTimeMs();
                    }
                },
                fact -> node.post(JobManager.jobActor(fact.job()), fact));
    }

    /** Contends, and leads when its time has come. */
    void begin() {
        contender.contend();
    }

    // What it knows.

    SimulatedNode node() {
        return node;
    }

    String name() {
        return node.name();
    }

    int attempt() {
        return attempt;
    }

    /** Of its leadership; older than all while it has none. */
    Epoch epoch() {
        return epoch;
    }

    /** Empty as long as it does not lead. */
    Optional<JobManager> jobManager() {
        return jobManager;
    }

    /** Jobs whose coordinators are not closed. */
    int openCoordinators() {
        return coordinators.open();
    }

    /** The application is over: nothing of its elections is to be left. */
    void endApplication() {
        contender.endApplication();
    }

    // Leading.

    private void fact(LeaderElection.Fact fact) {
        if (fact instanceof LeaderElection.Granted granted) {
            lead(granted.epoch());
            return;
        }
        if (fact instanceof LeaderElection.Suspended) {
            // Those it is for hear it within the same moment.
            suspendedSinceMs = world.nowMs();
        } else if (fact instanceof LeaderElection.Resumed) {
            suspendedSinceMs = Long.MAX_VALUE;
        }
        node.post(JobManager.DISPATCHER, fact);
    }

    private void lead(Epoch granted) {
        epoch = granted;
        ContainerDriver driver = world.attempts().register(this, fact -> node.post(JobManager.SLOTS, fact));
        jobManager = Optional.of(JobManager.host(
                node,
                node.name(),
                granted,
                settings,
                driver,
                coordinators,
                checkpoints(),
                world.failures(),
                ledger(),
                world.graphs()
                        .of(
                                work -> node.runAfter(graphDelays.nextInt(GRAPH_MS_MAX), work),
                                fact -> node.post(JobManager.DISPATCHER, fact)),
                new Led()));
        world.leads(this);
        LeaderAddress address = new LeaderAddress(node.name(), "host-of-" + node.name(), PORT);
        contender.publish(granted, address);
        if (!world.options().leaders().elects()) {
            world.zookeeper().announce(new LeaderIs(granted, address));
        }
    }

    private CheckpointStore checkpoints() {
        CheckpointRules rules = world.checkpoints();
        FencedCheckpointStore store = new FencedCheckpointStore(
                new SimulatedCheckpointStorage(world.files(), node), () -> World.CHECKPOINTS, node.name(), fact -> {
                    rules.heard(epoch, fact);
                    node.post(JobManager.jobActor(fact.job()), fact);
                });
        return new WatchedCheckpointStore(store, rules, epoch, this::mayCommit);
    }

    private Ledger ledger() {
        FencedLog log = new FencedLog(
                new SimulatedLogFiles(world.files(), node.name(), World.LEDGER),
                World.LEDGER,
                node.name(),
                new SimulatedLedgerThread(node, ledgerDelays),
                fact -> node.post(JobManager.DISPATCHER, fact));
        return new Ledger() {
            @Override
            public void takeOver(Epoch of) {
                log.takeOver(of);
            }

            @Override
            public void append(Epoch of, long id, byte[] content) {
                mayCommit("ledger entry " + id);
                log.append(of, id, content);
            }
        };
    }

    /** While it cannot be known who leads, nothing is committed. */
    private void mayCommit(String what) {
        if (world.nowMs() > suspendedSinceMs) {
            throw new Violation(what + " of " + node.name() + " is to be committed while its connection is suspended");
        }
    }

    private final class Led implements Leadership {
        @Override
        public void tookOver(Inheritance inherited) {
            world.log(node.name() + " leads in epoch " + epoch.number() + " and inherits "
                    + inherited.jobs().size() + " jobs");
        }

        @Override
        public void lost(String reason) {
            if (!world.options().leaders().change()) {
                throw new IllegalStateException("the only leader there can be was deposed: " + reason);
            }
            world.log(node.name() + " leads no more: " + reason);
            node.run(() -> world.attempts().ended(SimulatedMaster.this));
        }
    }
}
