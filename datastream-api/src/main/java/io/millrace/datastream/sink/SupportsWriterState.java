package io.millrace.datastream.sink;

import io.millrace.dataflow.io.SimpleVersionedSerializer;
import java.io.IOException;
import java.util.Collection;

/** Says that a sink's writers are {@link StatefulSinkWriter}s. */
public interface SupportsWriterState<InputT, WriterStateT> {
    /**
     * A writer that goes on from a checkpoint, in place of {@code createWriter}.
     *
     * @param recoveredState what writers of the same sink kept, of one or several subtasks; empty for a subtask that had none
     */
    StatefulSinkWriter<InputT, WriterStateT> restoreWriter(
            WriterInitContext context, Collection<WriterStateT> recoveredState) throws IOException;

    SimpleVersionedSerializer<WriterStateT> getWriterStateSerializer();
}
