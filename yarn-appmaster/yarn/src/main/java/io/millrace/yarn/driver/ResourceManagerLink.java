package io.millrace.yarn.driver;

import io.millrace.jobmanager.container.ContainerDriver;
import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.container.NodeName;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.yarn.api.protocolrecords.RegisterApplicationMasterResponse;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.Resource;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ApplicationMaster's registration with YARN, and the containers that come of it: {@link #connect}, {@link #register}, then wishes to the
 * {@link #driver}, then {@link #unregister}.
 */
public final class ResourceManagerLink implements YarnLink, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ResourceManagerLink.class);

    private final DriverSettings settings;
    private final AMRMClient<ContainerRequest> client = AMRMClient.createAMRMClient();
    private final ContainerRequests requests;
    private final NodeManagers nodes;
    private final ExecutorService thread;
    private final YarnContainerDriver driver;
    private final Heartbeat heartbeat;
    private final AwaitedNews awaited = new AwaitedNews(System::nanoTime);
    private volatile Resource largest = Resource.newInstance(Integer.MAX_VALUE, Integer.MAX_VALUE);

    /**
     * @param launch makes what a container is started with
     * @param facts takes the driver's facts to the slot pool
     * @param onFailure hears, once and on the driver's thread, that the resource manager cannot be asked any more
     * @param onAttemptEnded hears that this ApplicationMaster has no standing any more: the application was killed, or
     *     another attempt has begun
     */
    public ResourceManagerLink(
            DriverSettings settings,
            Configuration hadoop,
            TaskManagerLaunch launch,
            Consumer<ContainerDriver.Fact> facts,
            Consumer<String> onFailure,
            Runnable onAttemptEnded) {
        this.settings = settings;
        this.thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, "millrace-containers");
            made.setDaemon(true);
            return made;
        });
        this.driver = new YarnContainerDriver(
                this, thread, System::nanoTime, new StartFailures(settings.startFailuresPerMinuteMax()), fact -> {
                    facts.accept(fact);
                    if (fact instanceof ContainerDriver.DriverFailed failed) {
                        onFailure.accept(failed.reason());
                    }
                });
        this.requests = new ContainerRequests(
                client, settings::sizeOf, settings.nodeLabel().orElse(null));
        this.nodes = new NodeManagers(hadoop, launch, driver);
        this.heartbeat = new Heartbeat(
                client,
                settings.heartbeatInterval(),
                settings.requestInterval(),
                awaited::isAny,
                driver,
                onAttemptEnded);
        client.init(hadoop);
    }

    public ContainerDriver driver() {
        return driver;
    }

    /** A container may have ended: for a while YARN is asked often, so that a replacement need not wait. Any thread. */
    public void suspectLoss() {
        awaited.suspect();
        heartbeat.soon();
    }

    /** Makes the ways to YARN, ahead of {@link #register}, as that takes a while; says nothing. */
    public void connect() {
        client.start();
        nodes.start();
    }

    /**
     * Registers this attempt, takes over what containers earlier ones have left, and begins the heartbeats.
     *
     * @param trackingUrl where the application's REST interface answers
     */
    public void register(String host, int port, String trackingUrl) throws IOException, YarnException {
        RegisterApplicationMasterResponse response = client.registerApplicationMaster(host, port, trackingUrl);
        largest = response.getMaximumResourceCapability();
        LOG.info("registered with YARN: queue={}, largest container={}", response.getQueue(), largest);
        driver.inherited(response.getContainersFromPreviousAttempts());
        // Behind the driver's look at them: what it does not need beside them YARN is not asked for.
        thread.execute(heartbeat::start);
    }

    /**
     * Gives all containers back and tells YARN how the application ended. No heartbeat follows.
     *
     * @param diagnostics what YARN's report will show
     */
    public void unregister(FinalApplicationStatus status, String diagnostics, String trackingUrl)
            throws IOException, YarnException {
        driver.giveUpAll();
        thread.shutdown();
        heartbeat.close();
        client.unregisterApplicationMaster(status, diagnostics, trackingUrl);
    }

    // What the driver wants.

    @Override
    public Optional<String> refusal(ContainerProfile profile) {
        return settings.sizeOf(profile).refusal(largest);
    }

    @Override
    public void ask(ContainerProfile profile) {
        requests.add(profile);
        awaited.asked();
        heartbeat.soon();
    }

    @Override
    public void takeBack(ContainerProfile profile) {
        requests.remove(profile);
        awaited.takenBack();
    }

    @Override
    public void avoid(Set<NodeName> avoided) {
        requests.avoid(avoided);
    }

    @Override
    public void start(Container container, ContainerProfile profile) {
        nodes.start(container, profile);
    }

    @Override
    public void release(ContainerId container) {
        client.releaseAssignedContainer(container);
        heartbeat.soon();
    }

    /** Ends the threads; nothing is said to YARN. */
    @Override
    public void close() {
        thread.shutdownNow();
        heartbeat.close();
        nodes.close();
        client.stop();
    }
}
