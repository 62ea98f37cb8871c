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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An ApplicationMaster's way to leadership: waits for its epoch, and gives it up at the end. */
final class LeaderSeat implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeaderSeat.class);

    /** As long as an election tries to remove its znodes, and a little. */
    private static final Duration LEAVE_WAIT = Duration.ofSeconds(27);

    private final HighAvailability elections;
    private final LeaderElection contender;
    private final CompletableFuture<Epoch> granted = new CompletableFuture<>();
    private final CompletableFuture<String> left = new CompletableFuture<>();

    /** What came before somebody listened; guarded by this, as is the listener. */
    private final List<LeaderElection.Fact> untold = new ArrayList<>();

    private @Nullable Consumer<Message> listener;
    private boolean ending;

    /**
     * Gets in line at once: that takes a while in which nothing needs to be waited for.
     *
     * @param standing the epoch where nobody elects: the number of the attempt
     */
    LeaderSeat(ReadableConfig configuration, String applicationId, byte[] secret, Epoch standing) {
        this.elections = HighAvailability.open(configuration, applicationId, secret);
        this.contender = elections.contender(standing, standing.number(), this::fact);
        contender.contend();
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
            tell(fact);
        }
    }

    private synchronized void tell(LeaderElection.Fact fact) {
        if (ending) {
            LOG.info("{}: the application has ended", fact);
        } else if (listener == null) {
            untold.add(fact);
        } else {
            listener.accept(fact);
        }
    }

    private synchronized void listen(Consumer<Message> later) {
        listener = later;
        untold.forEach(later);
        untold.clear();
    }

    /**
     * Returns when this process leads; an earlier ApplicationMaster that still does may take as long as its session.
     *
     * @param later takes what happens after the epoch was granted to the dispatcher
     */
    Epoch await(Consumer<Message> later) throws IOException, InterruptedException {
        try {
            Epoch epoch = granted.get();
            listen(later);
            return epoch;
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

    /** The application has ended: nothing of its elections is to be left, and what becomes of the leadership matters no more. */
    void endApplication() {
        synchronized (this) {
            ending = true;
        }
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
