package io.millrace.jobmanager;

import io.millrace.control.Actors;
import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.CheckpointStore;
import io.millrace.control.graph.ForgettingGraphStore;
import io.millrace.control.graph.GraphStore;
import io.millrace.control.ledger.ForgettingLedger;
import io.millrace.control.ledger.Ledger;
import io.millrace.control.report.FailureReports;
import io.millrace.dataflow.JobID;
import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.jobmanager.container.ContainerReconciler;
import io.millrace.jobmanager.coordinator.CoordinatorHost;
import io.millrace.jobmanager.dispatch.Dispatcher;
import io.millrace.jobmanager.job.JobMaster;
import io.millrace.jobmanager.job.JobPorts;
import io.millrace.jobmanager.slot.SlotPool;
import io.millrace.jobmanager.succession.Leadership;

/** Puts the actors of a JobManager into a node, and knows their names. */
public final class JobManager {
    /** The name of the node that TaskManagers look for, where JobManager and TaskManagers are processes of their own. */
    public static final String NODE = "jobmanager";

    /** Takes {@link io.millrace.protocol.ClientMessage}s. */
    public static final String DISPATCHER = Dispatcher.NAME;

    /** Takes {@link io.millrace.protocol.TaskManagerMessage}s and {@link ContainerDriver.Fact}s. */
    public static final String SLOTS = SlotPool.NAME;

    private final SlotPool slotPool;
    private final Dispatcher dispatcher;

    private JobManager(SlotPool slotPool, Dispatcher dispatcher) {
        this.slotPool = slotPool;
        this.dispatcher = dispatcher;
    }

    /** The actor that takes the {@link CoordinatorHost.Fact}s of a job. */
    public static String jobActor(JobID job) {
        return JobMaster.nameOf(job);
    }

    /**
     * Hosts the actors of a JobManager that ends with all that it knows; they begin at once.
     *
     * @param node the name of the node that {@code actors} is the house of
     * @param epoch the leadership under which everything is said
     * @param driver its facts are to be sent to {@link #SLOTS}
     * @param coordinators its facts are to be sent to {@link #jobActor} of their jobs
     * @param checkpoints its facts are to be sent to {@link #jobActor} of their jobs
     * @param failures keeps what is said of failures
     */
    public static JobManager host(
            Actors actors,
            String node,
            Epoch epoch,
            JobManagerSettings settings,
            ContainerDriver driver,
            CoordinatorHost coordinators,
            CheckpointStore checkpoints,
            FailureReports failures) {
        Ledger ledger = new ForgettingLedger(fact -> actors.post(DISPATCHER, fact));
        GraphStore graphs = new ForgettingGraphStore(fact -> actors.post(DISPATCHER, fact));
        return host(
                actors,
                node,
                epoch,
                settings,
                driver,
                coordinators,
                checkpoints,
                failures,
                ledger,
                graphs,
                Leadership.alone());
    }

    /**
     * Hosts the actors of a JobManager that others may follow; they begin at once.
     *
     * @param ledger its facts are to be sent to {@link #DISPATCHER}; so are those of the election
     * @param graphs its facts are to be sent to {@link #DISPATCHER}
     */
    public static JobManager host(
            Actors actors,
            String node,
            Epoch epoch,
            JobManagerSettings settings,
            ContainerDriver driver,
            CoordinatorHost coordinators,
            CheckpointStore checkpoints,
            FailureReports failures,
            Ledger ledger,
            GraphStore graphs,
            Leadership leadership) {
        SlotPool slotPool = new SlotPool(
                epoch,
                settings.slots(),
                new ContainerReconciler(
                        driver,
                        settings.profile(),
                        settings.containersMin(),
                        settings.containersSpare(),
                        settings.idleTimeout(),
                        settings.registrationTimeout()));
        Dispatcher dispatcher = new Dispatcher(
                epoch,
                settings.job(),
                settings.endedJobsKept(),
                actors,
                new JobPorts(
                        new Address(node, DISPATCHER), new Address(node, SLOTS), coordinators, checkpoints, failures),
                ledger,
                graphs,
                leadership);
        actors.host(SLOTS, slotPool);
        actors.host(DISPATCHER, dispatcher);
        return new JobManager(slotPool, dispatcher);
    }

    /** For those who check invariants between turns. */
    public SlotPool slotPool() {
        return slotPool;
    }

    /** For those who check invariants between turns. */
    public Dispatcher dispatcher() {
        return dispatcher;
    }
}
