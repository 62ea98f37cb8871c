package io.millrace.datastream.sink;

import java.io.IOException;
import java.util.Collection;

/** A writer whose output becomes visible by a {@link Committer}. */
public interface CommittingSinkWriter<InputT, CommittableT> extends SinkWriter<InputT> {
    /** What was written since the last call, ready to be committed. */
    Collection<CommittableT> prepareCommit() throws IOException, InterruptedException;
}
