package io.millrace.datastream.sink;

import java.io.IOException;

/**
 * The older form of a sink whose writers prepare what is committed later.
 *
 * @deprecated implement {@link Sink} and {@link SupportsCommitter}
 */
@Deprecated
public interface TwoPhaseCommittingSink<InputT, CommT> extends Sink<InputT>, SupportsCommitter<CommT> {
    /** Implement this, or {@link #createCommitter(CommitterInitContext)}. */
    @Deprecated
    default Committer<CommT> createCommitter() throws IOException {
        throw new UnsupportedOperationException(
                "The sink " + getClass().getName() + " must implement createCommitter(CommitterInitContext).");
    }

    @Override
    default Committer<CommT> createCommitter(CommitterInitContext context) throws IOException {
        return createCommitter();
    }

    /** A writer of such a sink. */
    @Deprecated
    interface PrecommittingSinkWriter<InputT, CommT> extends CommittingSinkWriter<InputT, CommT> {}
}
