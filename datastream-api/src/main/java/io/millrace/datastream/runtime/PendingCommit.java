package io.millrace.datastream.runtime;

import io.millrace.datastream.sink.Committer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thing to commit: what the committer is asked, and what it said to the last question. */
final class PendingCommit<C> implements Committer.CommitRequest<C> {
    private static final Logger LOG = LoggerFactory.getLogger(PendingCommit.class);

    private final String operator;
    private C committable;
    private int retries = -1;
    private boolean later;
    private @Nullable Throwable failure;

    /** @param operator the sink, for messages */
    PendingCommit(String operator, C committable) {
        this.operator = operator;
        this.committable = committable;
    }

    /** The committer is asked (again). */
    void begin() {
        retries++;
        later = false;
    }

    boolean isWantedLater() {
        return later;
    }

    /** @throws IOException if the committer said that it failed, and not why; or too often that it wants to try later */
    void check(int retriesMax) throws IOException {
        if (failure != null) {
            throw new IOException("Sink '" + operator + "': could not commit " + committable, failure);
        }
        if (later && retries >= retriesMax) {
            throw new IOException("Sink '" + operator + "': could not commit " + committable + " after " + retriesMax
                    + " retries. If what it writes to needs longer, raise sink.committer.retries.");
        }
    }

    @Override
    public C getCommittable() {
        return committable;
    }

    @Override
    public int getNumberOfRetries() {
        return retries;
    }

    /** Known reasons leave the rest sound: the committable is given up. */
    @Override
    public void signalFailedWithKnownReason(Throwable t) {
        LOG.warn("Sink '{}': gives up committing {}, as its committer says", operator, committable, t);
    }

    @Override
    public void signalFailedWithUnknownReason(Throwable t) {
        failure = t;
    }

    @Override
    public void retryLater() {
        later = true;
    }

    @Override
    public void updateAndRetryLater(C changed) {
        committable = changed;
        later = true;
    }

    @Override
    public void signalAlreadyCommitted() {
        LOG.debug("Sink '{}': {} was committed before", operator, committable);
    }
}
