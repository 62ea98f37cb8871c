package io.millrace.yarn.master;

import io.millrace.control.Epoch;
import io.millrace.control.leader.LeaderAddress;
import io.millrace.control.leader.LeaderElection;
import io.millrace.control.ledger.Ledger;
import io.millrace.control.live.LiveNode;
import io.millrace.ha.HighAvailability;
import io.millrace.jobmanager.JobManager;
import io.millrace.jobmanager.succession.Inheritance;
import io.millrace.jobmanager.succession.Leadership;
import io.millrace.jobmanager.succession.ProgramSuccession;
import io.millrace.state.log.FencedLog;
import io.millrace.yarn.launch.LaunchSpec;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hadoop.conf.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How an ApplicationMaster leads its application: elected by ZooKeeper, or as the attempt that YARN runs; with the ledger of
 * its jobs in the staging directory.
 */
final class MasterLeadership implements Leadership, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MasterLeadership.class);

    private static final String LOG_DIRECTORY = "/log";
    private static final Duration CLEAN_UP_WAIT = Duration.ofSeconds(10);

    // What it was told.
    private final MasterEnvironment environment;
    private final LiveNode jobManager;
    private final Runnable onLost;

    // What it holds.
    private final HighAvailability elections;
    private final LeaderElection contender;
    private final FencedLog ledger;
    private final CompletableFuture<Epoch> granted = new CompletableFuture<>();
    private final CompletableFuture<Inheritance> inherited = new CompletableFuture<>();
    private final CompletableFuture<String> left = new CompletableFuture<>();

    /**
     * Touches nothing yet.
     *
     * @param jobManager the node of the JobManager that will lead
     * @param onLost called once, on a thread of its own, if another leads: the process has to end at once
     * @throws IOException if the staging directory is in no file system that a ledger can lie in
     */
    MasterLeadership(
            LaunchSpec spec,
            MasterEnvironment environment,
            byte[] secret,
            Configuration hadoop,
            LiveNode jobManager,
            Runnable onLost)
            throws IOException {
        this.environment = environment;
        this.jobManager = jobManager;
        this.onLost = onLost;
        this.ledger = FencedLog.open(
                URI.create(spec.stagingDirectory() + LOG_DIRECTORY),
                hadoop,
                environment.container().containerId(),
                fact -> jobManager.post(JobManager.DISPATCHER, fact));
        this.elections = HighAvailability.open(spec.settings(), environment.applicationId(), secret);
        this.contender = elections.contender(new Epoch(environment.attempt()), this::electionFact);
    }

    private void electionFact(LeaderElection.Fact fact) {
        if (fact instanceof LeaderElection.Granted grant) {
            granted.complete(grant.epoch());
        } else if (fact instanceof LeaderElection.Unavailable unavailable) {
            granted.completeExceptionally(new IOException(unavailable.reason()));
        } else if (fact instanceof LeaderElection.Left last) {
            left.complete(last.remains());
        }
        jobManager.post(JobManager.DISPATCHER, fact);
    }

    Ledger ledger() {
        return ledger;
    }

    /**
     * Waits until this process leads: for as long as an earlier ApplicationMaster still has its session.
     *
     * @throws IOException if it cannot take part in the election
     */
    Epoch awaitElection() throws IOException {
        contender.contend();
        try {
            Epoch epoch = granted.get();
            LOG.info("attempt {} leads in epoch {}", environment.attempt(), epoch.number());
            return epoch;
        } catch (ExecutionException e) {
            throw new IOException("The ApplicationMaster cannot be elected: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while it waited to be elected", e);
        }
    }

    /** Tells TaskManagers where the JobManager listens. */
    void publish(Epoch epoch, int port) {
        contender.publish(
                epoch, new LeaderAddress(JobManager.NODE, environment.container().host(), port));
    }

    /**
     * Waits until the ledger is taken over.
     *
     * @return why the program is not to be run, if an earlier ApplicationMaster has run it too far
     */
    Optional<String> awaitRefusal(Epoch epoch) throws InterruptedException, ExecutionException {
        return ProgramSuccession.refusal(inherited.get(), epoch);
    }

    @Override
    public void tookOver(Inheritance found) {
        inherited.complete(found);
    }

    @Override
    public void lost(String reason) {
        LOG.error("this ApplicationMaster leads no more, and ends: {}", reason);
        inherited.completeExceptionally(new IllegalStateException(reason));
        // Not within the turn: to end waits for the actors.
        Thread thread = new Thread(onLost, "millrace-deposed");
        thread.setDaemon(true);
        thread.start();
    }

    /** The application has ended, and YARN knows it: removes what the elections left. */
    void endApplication() {
        contender.endApplication();
        try {
            String remains = left.get(CLEAN_UP_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (!remains.isEmpty()) {
                LOG.warn("{}", remains);
            }
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("znodes may be left of {}: no answer within {} s", environment.applicationId(),
                    CLEAN_UP_WAIT.toSeconds());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ledger.close();
        elections.close();
    }
}
