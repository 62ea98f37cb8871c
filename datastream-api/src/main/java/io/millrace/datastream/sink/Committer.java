package io.millrace.datastream.sink;

import java.io.IOException;
import java.util.Collection;

/** Makes what writers wrote visible. */
public interface Committer<CommT> extends AutoCloseable {
    /** Commits; may be called again with the same committables after a failure, so it is idempotent. */
    void commit(Collection<CommitRequest<CommT>> committables) throws IOException, InterruptedException;

    /** One thing to commit, and where to say how that went; nothing said is success. */
    interface CommitRequest<CommT> {
        CommT getCommittable();

        /** 0 for the first attempt. */
        int getNumberOfRetries();

        /** Cannot be committed, for a reason that leaves the rest sound: it is dropped with a warning. */
        void signalFailedWithKnownReason(Throwable t);

        /** Cannot be committed, nobody knows why: the job fails. */
        void signalFailedWithUnknownReason(Throwable t);

        /** Try again later. */
        void retryLater();

        /** Try again later, with another committable in its place. */
        void updateAndRetryLater(CommT committable);

        void signalAlreadyCommitted();
    }
}
