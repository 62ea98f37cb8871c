package io.millrace.yarn.master;

import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.leader.LeaderAddress;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import io.millrace.control.live.LiveNode;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.CoreOptions;
import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.JobStanding;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.JobManagerSettings;
import io.millrace.jobmanager.coordinator.JobFiles;
import io.millrace.jobmanager.job.MessageLimit;
import io.millrace.jobmanager.live.InProcessClient;
import io.millrace.jobmanager.live.ThreadedCoordinatorHost;
import io.millrace.jobmanager.slot.TaskManagerCutOff;
import io.millrace.jobmanager.succession.Inheritance;
import io.millrace.jobmanager.succession.Leadership;
import io.millrace.network.NetworkNode;
import io.millrace.network.NetworkOptions;
import io.millrace.network.NetworkSettings;
import io.millrace.network.Secret;
import io.millrace.protocol.TaskManagerId;
import io.millrace.rest.RestApplication;
import io.millrace.rest.RestServer;
import io.millrace.rest.RestSettings;
import io.millrace.state.log.FencedCheckpointStore;
import io.millrace.state.log.FencedLog;
import io.millrace.state.log.FileFailureReports;
import io.millrace.state.log.FileGraphStore;
import io.millrace.yarn.driver.DriverSettings;
import io.millrace.yarn.driver.ResourceManagerLink;
import io.millrace.yarn.jobs.DownloadedClassLoaders;
import io.millrace.yarn.launch.ApplicationSecrets;
import io.millrace.yarn.launch.LaunchSpec;
import io.millrace.yarn.launch.LaunchSpec.Mode;
import io.millrace.yarn.launch.YarnOptions;
import io.millrace.yarn.staging.FailureReportsFolder;
import io.millrace.yarn.staging.LeaderFolder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A JobManager with all that it needs in an ApplicationMaster: network, containers, coordinators' threads, REST interface, a
 * client for the program that runs here.
 */
final class MasterServices implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MasterServices.class);

    private static final Path JARS = Path.of("jars");
    private static final String LEDGER = "log";
    private static final String GRAPHS = "graphs";

    /** In the staging directory: checkpoints of jobs that say nothing of their place. */
    private static final String CHECKPOINTS = "checkpoints";

    private final NetworkNode network;
    private final MasterNodes nodes;
    private final LiveNode jobManager;
    private final LiveNode clientNode;
    private final InProcessClient client;
    private final MasterClassLoaders loaders;
    private final ThreadedCoordinatorHost coordinators;
    private final FencedLog ledger;
    private final FileGraphStore graphs;
    private final FencedCheckpointStore checkpoints;
    private final FileFailureReports failures;
    private final LeaderSeat seat;
    private final Epoch epoch;
    private final ResourceManagerLink yarn;
    private final Ends ends;
    private final CompletableFuture<Inheritance> inheritance = new CompletableFuture<>();
    private final StartedAside<RestServer> rest;
    private int inquiries;

    /** Hears what ends the application from outside of its program. Any thread. */
    interface Ends {
        void stopped(ApplicationOutcome outcome);

        /** For YARN, this attempt is over. */
        void attemptEnded();
    }

    private MasterServices(
            LaunchSpec spec,
            MasterEnvironment environment,
            ApplicationSecrets secrets,
            org.apache.hadoop.conf.Configuration hadoop,
            Ends ends)
            throws IOException, InterruptedException {
        this.ends = ends;
        Configuration settings = spec.settings();
        // What takes longest begins first, side by side: TaskManagers of an earlier leader wait for this one.
        this.seat = new LeaderSeat(settings, spec.applicationId(), secrets.secret(), new Epoch(environment.attempt()));
        StartedAside<FencedLog> opened =
                StartedAside.on("millrace-log-start", () -> openLog(spec, environment, hadoop));
        DownloadedClassLoaders downloaded = new DownloadedClassLoaders(
                JARS,
                MasterServices.class.getClassLoader(),
                settings.get(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL));
        if (environment.attempt() > 1) {
            // Jobs of earlier leaders need the program's classes before it submits them here.
            spec.program().ifPresent(program -> downloaded.fetchAhead(program.uris()));
        }
        this.loaders = new MasterClassLoaders(downloaded);
        this.network = NetworkNode.start(
                JobManager.NODE,
                NetworkSettings.of(settings, NetworkOptions.JOB_MANAGER_PORT),
                Secret.of(secrets.secret()));
        this.nodes = new MasterNodes(network);
        this.jobManager = nodes.start(JobManager.NODE, this::broke);
        this.rest = startRest(spec, secrets, hadoop);
        StartedAside<ResourceManagerLink> linked =
                StartedAside.on("millrace-yarn-start", () -> link(spec, environment, secrets, hadoop));
        this.clientNode = nodes.start(InProcessClient.NAME, this::broke);
        this.client = new InProcessClient(jobManager.address(JobManager.DISPATCHER), nodes, loaders::ended);
        this.coordinators = new ThreadedCoordinatorHost(
                loaders,
                JobFiles.of(() -> URI.create(spec.stagingDirectory() + "/" + CHECKPOINTS)),
                fact -> jobManager.post(JobManager.jobActor(fact.job()), fact));
        this.graphs = new FileGraphStore(
                URI.create(spec.stagingDirectory() + "/" + GRAPHS),
                () -> hadoop,
                environment.container().containerId(),
                fact -> jobManager.post(JobManager.DISPATCHER, fact));
        this.checkpoints = new FencedCheckpointStore(
                () -> URI.create(spec.stagingDirectory() + "/" + CHECKPOINTS),
                () -> hadoop,
                environment.container().containerId(),
                fact -> jobManager.post(JobManager.jobActor(fact.job()), fact));
        this.failures = new FileFailureReports(
                FailureReportsFolder.of(settings, spec.stagingDirectory(), spec.applicationId(), hadoop), () -> hadoop);
        this.ledger = opened.get();
        this.epoch = seat.await(fact -> jobManager.post(JobManager.DISPATCHER, fact));
        this.yarn = linked.get();
    }

    /** Starts everything, and registers with YARN at last. */
    static MasterServices start(
            LaunchSpec spec,
            MasterEnvironment environment,
            ApplicationSecrets secrets,
            org.apache.hadoop.conf.Configuration hadoop,
            Ends ends)
            throws IOException, YarnException, InterruptedException {
        MasterServices services = new MasterServices(spec, environment, secrets, hadoop, ends);
        try {
            services.begin(spec, environment, hadoop);
            return services;
        } catch (IOException | YarnException | InterruptedException | RuntimeException | Error e) {
            services.close();
            throw e;
        }
    }

    private void begin(LaunchSpec spec, MasterEnvironment environment, org.apache.hadoop.conf.Configuration hadoop)
            throws IOException, YarnException, InterruptedException {
        network.receiveWith(jobManager::receive);
        network.cutOffTo(node -> {
            jobManager.post(JobManager.SLOTS, new TaskManagerCutOff(new TaskManagerId(node)));
            yarn.suspectLoss();
        });
        clientNode.host(InProcessClient.NAME, client);
        JobManager.host(
                jobManager,
                jobManager.name(),
                epoch,
                JobManagerSettings.from(spec.settings(), 0)
                        .withMessageLimit(new MessageLimit(
                                NetworkSettings.of(spec.settings(), NetworkOptions.JOB_MANAGER_PORT)
                                        .messageBytesMax(),
                                NetworkOptions.MESSAGE_MAX.key())),
                yarn.driver(),
                coordinators,
                checkpoints,
                failures,
                ledger,
                graphs,
                new Led());
        String host = environment.container().host();
        seat.publish(
                new LeaderIs(epoch, new LeaderAddress(JobManager.NODE, host, network.port())),
                LeaderFolder.of(spec.stagingDirectory(), hadoop));
        yarn.register(host, network.port(), rest.get().address().toString());
        LOG.info(
                "registered {} ms after submission; TaskManagers find the JobManager at {}:{}",
                System.currentTimeMillis() - environment.submittedAtMs(),
                host,
                network.port());
    }

    /** Says nothing to YARN before it registers, which is when this process leads. */
    private ResourceManagerLink link(
            LaunchSpec spec,
            MasterEnvironment environment,
            ApplicationSecrets secrets,
            org.apache.hadoop.conf.Configuration hadoop) {
        ResourceManagerLink link = new ResourceManagerLink(
                driverSettings(spec.settings()),
                hadoop,
                new TaskManagerContexts(spec, secrets, environment.container().host(), network.port(), () -> epoch),
                fact -> jobManager.post(JobManager.SLOTS, fact),
                reason -> ends.stopped(StopRequest.bySystemFailure(
                        "The ResourceManager cannot be reached: no containers can be had. " + reason)),
                ends::attemptEnded);
        link.connect();
        return link;
    }

    /** Facts of it are posted when all is there: it does nothing before it is told to take over. */
    private FencedLog openLog(
            LaunchSpec spec, MasterEnvironment environment, org.apache.hadoop.conf.Configuration hadoop)
            throws IOException {
        return FencedLog.open(
                URI.create(spec.stagingDirectory() + "/" + LEDGER),
                hadoop,
                environment.container().containerId(),
                fact -> jobManager.post(JobManager.DISPATCHER, fact));
    }

    private StartedAside<RestServer> startRest(
            LaunchSpec spec, ApplicationSecrets secrets, org.apache.hadoop.conf.Configuration hadoop) {
        RestSettings settings = RestSettings.from(spec.settings());
        return StartedAside.on(
                "millrace-rest-start",
                () -> RestServer.start(settings, secrets.restToken(), application(spec, hadoop), jobManager));
    }

    /** How this JobManager leads. */
    private final class Led implements Leadership {
        @Override
        public void tookOver(Inheritance inherited) {
            inheritance.complete(inherited);
        }

        @Override
        public void lost(String reason) {
            LOG.error("this ApplicationMaster leads no more: {}", reason);
            ends.attemptEnded();
        }
    }

    /** Writes what is to be said of failures; whoever hears of the application's end can read it. */
    void finishReports() {
        failures.close();
    }

    /** The application has ended in order, and no other ApplicationMaster is to come. */
    void endLeadership() {
        seat.endApplication();
    }

    private RestApplication application(LaunchSpec spec, org.apache.hadoop.conf.Configuration hadoop) {
        boolean session = spec.mode() == Mode.SESSION;
        return new RestApplication(
                spec.applicationId(),
                spec.name(),
                session ? "session" : "application",
                session ? Optional.of(new StagedGraphs(spec, hadoop)) : Optional.empty(),
                reason -> ends.stopped(StopRequest.byOwner(session)));
    }

    private static DriverSettings driverSettings(Configuration settings) {
        return new DriverSettings(
                settings.get(YarnOptions.TASK_MANAGER_MEMORY).getMebiBytes(),
                Math.max(0, settings.get(YarnOptions.CONTAINER_VCORES)),
                settings.getOptional(YarnOptions.TASK_MANAGER_NODE_LABEL),
                Duration.ofSeconds(settings.get(YarnOptions.HEARTBEAT_INTERVAL)),
                Duration.ofMillis(settings.get(YarnOptions.CONTAINER_REQUEST_INTERVAL)),
                settings.get(YarnOptions.START_FAILURES_MAX));
    }

    /** A mistake in the engine: nothing that this process says can be relied on any more. */
    private void broke(Address actor, @Nullable Message message, Throwable cause) {
        ends.stopped(StopRequest.bySystemFailure("Millrace broke in '" + actor + "' (" + cause
                + "); this is a mistake in Millrace, please report it, with the log of the ApplicationMaster."));
    }

    /**
     * Waits for the ledger of jobs, which says what an earlier run of the program has done.
     *
     * @param classpath where TaskManagers find the program's jars
     */
    PipelineExecutor executor(List<String> classpath) throws InterruptedException {
        try {
            return new InProcessExecutor(client, loaders, classpath, new RecordedJobs(inheritance.get()));
        } catch (ExecutionException e) {
            throw new IllegalStateException("nothing fails here", e);
        }
    }

    ResourceManagerLink yarn() {
        return yarn;
    }

    /**
     * Cancels what runs and waits for its end.
     *
     * @return all jobs of this process, as they stand then
     */
    List<JobStanding> cancelJobs(Duration timeout) {
        try {
            return ask(true).answer().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn(
                    "jobs did not end within {} s of being cancelled; they end with their containers",
                    timeout.toSeconds());
            return standing();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private List<JobStanding> standing() {
        try {
            return ask(false).answer().get(1, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("the dispatcher does not answer", e);
            return List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    private synchronized JobsInquiry ask(boolean cancels) {
        JobsInquiry inquiry = new JobsInquiry(jobManager.address(JobManager.DISPATCHER), cancels);
        clientNode.host("inquiry-" + ++inquiries, inquiry);
        return inquiry;
    }

    @Override
    public void close() {
        yarn.close();
        try {
            rest.get().close();
        } catch (IOException | RuntimeException e) {
            LOG.debug("the REST interface had not started", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        seat.close();
        ledger.close();
        graphs.close();
        checkpoints.close();
        failures.close();
        nodes.close();
        coordinators.close();
        network.close();
    }
}
