package io.millrace.yarn.master;

import io.millrace.control.Epoch;
import io.millrace.control.Message;
import io.millrace.control.leader.LeaderElection;
import io.millrace.control.leader.LeaderElection.Granted;
import io.millrace.control.leader.LeaderElection.Left;
import io.millrace.control.leader.LeaderElection.Unavailable;
import io.millrace.control.leader.LeaderWatch.LeaderIs;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.ha.HighAvailability;
import io.millrace.yarn.staging.LeaderFolder;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An ApplicationMaster's way to leadership: waits for its epoch, and gives it up at the end. */
final class LeaderSeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderSeat.class);

    private static final Duration LEAVE_WAIT = Duration.ofSeconds(5);

    private final HighAvailability elections;
    private final LeaderElection contender;
    private final Consumer<Message> laterFacts;
    private final CompletableFuture<Epoch> granted = new CompletableFuture<>();
    private final CompletableFuture<String> left = new CompletableFuture<>();

    /**
     * @param standing the epoch where nobody elects
     * @param laterFacts takes what happens after the epoch was granted to the dispatcher
     */
    LeaderSeat(
            ReadableConfig configuration,
            String applicationId,
            byte[] secret,
            Epoch standing,
            Consumer<Message> laterFacts) {
        this.laterFacts = laterFacts;
        this.elections = HighAvailability.open(configuration, applicationId, secret);
        this.contender = elections.contender(standing, this::fact);
    }

    private void fact(LeaderElection.Fact fact) {
        LOG.info("election: {}", fact);
        if (fact instanceof Granted leads) {
            granted.complete(leads.epoch());
        } else if (fact instanceof Unavailable cannot) {
            granted.completeExceptionally(new IOException(cannot.reason()));
        } else if (fact instanceof Left over) {
            left.complete(over.remains());
        } else {
            laterFacts.accept(fact);
        }
    }

    /** Returns when this process leads; an earlier ApplicationMaster that still does may take as long as its session. */
    Epoch await() throws IOException, InterruptedException {
        contender.contend();
        try {
            return granted.get();
        } catch (ExecutionException e) {
            throw new IOException("this ApplicationMaster cannot lead: " + e.getMessage(), e);
        }
    }

    /** @param folder where TaskManagers look if nobody elects */
    void publish(LeaderIs leader, LeaderFolder folder) throws IOException {
        if (!elections.isElected()) {
            folder.publish(leader);
        }
        contender.publish(leader.epoch(), leader.address());
    }

    /** The application has ended: nothing of its elections is to be left. */
    void endApplication() {
        contender.endApplication();
        try {
            String remains = left.get(LEAVE_WAIT.toMillis(), TimeUnit.MILLISECONDS);
            if (!remains.isEmpty()) {
                LOG.warn("left of the election: {}", remains);
            }
        } catch (TimeoutException | ExecutionException e) {
            LOG.warn("the election could not be ended in order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        elections.close();
    }
}
