package io.millrace.simulation.job;

import io.millrace.dataflow.TaskInfo;
import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.datastream.sink.Sink;
import io.millrace.datastream.sink.SinkWriter;
import io.millrace.datastream.sink.StatefulSinkWriter;
import io.millrace.datastream.sink.SupportsWriterState;
import io.millrace.datastream.sink.WriterInitContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Keeps all lines in checkpoints, and lays them down whole at the end of the input; again, they take the place of what was
 * there. Nothing is committed before, so the job may go back to any checkpoint.
 */
record KeepingStoreSink(String store) implements Sink<String>, SupportsWriterState<String, String> {
    private static final long serialVersionUID = 1L;

    @Override
    public SinkWriter<String> createWriter(WriterInitContext context) {
        return new Writer(store, context.getTaskInfo(), List.of());
    }

    @Override
    public StatefulSinkWriter<String, String> restoreWriter(WriterInitContext context, Collection<String> recovered) {
        return new Writer(store, context.getTaskInfo(), recovered);
    }

    @Override
    public SimpleVersionedSerializer<String> getWriterStateSerializer() {
        return new SimpleVersionedSerializer<>() {
            @Override
            public int getVersion() {
                return 1;
            }

            @Override
            public byte[] serialize(String line) {
                return line.getBytes(StandardCharsets.UTF_8);
            }

            @Override
            public String deserialize(int version, byte[] bytes) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
        };
    }

    private static final class Writer implements StatefulSinkWriter<String, String> {
        private final String store;
        private final TaskInfo task;
        private final List<String> lines;

        Writer(String store, TaskInfo task, Collection<String> recovered) {
            this.store = store;
            this.task = task;
            this.lines = new ArrayList<>(recovered);
        }

        @Override
        public void write(String line, Context context) {
            lines.add(line);
        }

        @Override
        public void flush(boolean endOfInput) {
            if (endOfInput) {
                OutputStore.named(store).layDown(task.getIndexOfThisSubtask(), lines);
            }
        }

        @Override
        public List<String> snapshotState(long checkpointId) {
            return List.copyOf(lines);
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
