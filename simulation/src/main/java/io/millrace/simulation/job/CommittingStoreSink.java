package io.millrace.simulation.job;

import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.datastream.sink.Committer;
import io.millrace.datastream.sink.CommitterInitContext;
import io.millrace.datastream.sink.CommittingSinkWriter;
import io.millrace.datastream.sink.Sink;
import io.millrace.datastream.sink.SinkWriter;
import io.millrace.datastream.sink.StatefulSinkWriter;
import io.millrace.datastream.sink.SupportsCommitter;
import io.millrace.datastream.sink.SupportsWriterState;
import io.millrace.datastream.sink.WriterInitContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The same as {@link StoreSink}, written as a user would: what is committed is an id and lines. */
record CommittingStoreSink(String store)
        implements Sink<String>, SupportsCommitter<String>, SupportsWriterState<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) {
        return new Writer(store, context.getTaskInfo());
    }

    @Override
    public StatefulSinkWriter<String, String> restoreWriter(WriterInitContext context, Collection<String> recovered) {
        OutputStore.named(store).restored(recovered);
        return new Writer(store, context.getTaskInfo());
    }

    @Override
    public SimpleVersionedSerializer<String> getWriterStateSerializer() {
        return getCommittableSerializer();
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<String>> requests) {
                requests.forEach(request -> OutputStore.named(store).commit(request.getCommittable()));
            }

            @Override
            public void close() {
                // Holds nothing.
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
        return new SimpleVersionedSerializer<>() {
            @Override
            public int getVersion() {
                return 1;
            }

            @Override
            public byte[] serialize(String lines) {
                return lines.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public String deserialize(int version, byte[] bytes) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
        };
    }

    private static final class Writer
            implements CommittingSinkWriter<String, String>, StatefulSinkWriter<String, String> {
        private final String store;
        private final TaskInfo task;
        private final List<String> lines = new ArrayList<>();
        private final List<String> preparedIds = new ArrayList<>();
        private int prepared;

        Writer(String store, TaskInfo task) {
            this.store = store;
            this.task = task;
        }

        @Override
        public void write(String line, Context context) {
            lines.add(line);
        }

        @Override
        public void flush(boolean endOfInput) {
            // All is kept until it is committed.
        }

        @Override
        public Collection<String> prepareCommit() {
            List<String> committables = lines.isEmpty() ? List.of() : List.of(id() + "\n" + String.join("\n", lines));
            lines.clear();
            return committables;
        }

        /** No other attempt gives the same one, so that only what is committed anew counts once. */
        private String id() {
            String id = task.getIndexOfThisSubtask() + "/" + task.getAttemptNumber() + "/" + prepared++;
            preparedIds.add(id);
            return id;
        }

        /** What was prepared since the last checkpoint belongs to this one. */
        @Override
        public List<String> snapshotState(long checkpointId) {
            OutputStore.named(store).prepared(checkpointId, preparedIds);
            preparedIds.clear();
            return List.of(Long.toString(checkpointId));
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
