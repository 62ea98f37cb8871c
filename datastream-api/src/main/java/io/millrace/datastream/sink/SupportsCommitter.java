package io.millrace.datastream.sink;

import io.millrace.dataflow.io.SimpleVersionedSerializer;
import java.io.IOException;

/** Says that a sink's writers are {@link CommittingSinkWriter}s. */
public interface SupportsCommitter<CommittableT> {
    Committer<CommittableT> createCommitter(CommitterInitContext context) throws IOException;

    SimpleVersionedSerializer<CommittableT> getCommittableSerializer();
}
