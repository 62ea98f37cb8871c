package io.millrace.datastream.runtime;

import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.datastream.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;
import io.millrace.datastream.sink.Committer;
import io.millrace.datastream.sink.CommitterInitContext;
import io.millrace.datastream.sink.CommittingSinkWriter;
import io.millrace.datastream.sink.Sink;
import io.millrace.datastream.sink.StatefulSinkWriter;
import io.millrace.datastream.sink.SupportsCommitter;
import io.millrace.datastream.sink.SupportsWriterState;
import io.millrace.datastream.sink.WriterInitContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes numbers to a table in rows of three; what does not fill a row is the writer's state. A commit adds a row unless it is
 * there; the committer says at random that it wants to try later, and dies at random when told to.
 */
record TableSink(String table)
        implements Sink<Integer>, SupportsCommitter<String>, SupportsWriterState<Integer, String> {
    private static final long serialVersionUID = 1L;

    private static final Map<String, Table> TABLES = new ConcurrentHashMap<>();

    /** What readers see, and how committers behave. */
    static final class Table {
        private final Map<String, List<Integer>> rows = new TreeMap<>();
        private final Random random;
        private boolean dies;
        private boolean busy = true;
        private int rowsWritten;

        private Table(Random random) {
            this.random = random;
        }

        List<Integer> numbers() {
            return rows.values().stream().flatMap(List::stream).toList();
        }

        /** The next commit fails half-way. */
        void dieAtNextCommit() {
            dies = true;
        }

        /** From now on every commit succeeds at once. */
        void calmDown() {
            busy = false;
        }

        void recover() {
            dies = false;
        }
    }

    static Table table(String name, Random random) {
        return TABLES.computeIfAbsent(name, n -> new Table(random));
    }

    static void drop(String name) {
        TABLES.remove(name);
    }

    @Override
    public Writer createWriter(WriterInitContext context) {
        return new Writer(TABLES.get(table));
    }

    @Override
    public Writer restoreWriter(WriterInitContext context, Collection<String> states) {
        Writer writer = new Writer(TABLES.get(table));
        states.forEach(state -> writer.begun.addAll(parse(state)));
        return writer;
    }

    @Override
    public SimpleVersionedSerializer<String> getWriterStateSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
        return SimpleVersionedStringSerializer.INSTANCE;
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
        return new RowCommitter(TABLES.get(table));
    }

    private static List<Integer> parse(String row) {
        List<Integer> numbers = new ArrayList<>();
        for (String number : row.isEmpty() ? new String[0] : row.split(",")) {
            numbers.add(Integer.valueOf(number));
        }
        return numbers;
    }

    private static String text(List<Integer> row) {
        return String.join(",", row.stream().map(String::valueOf).toList());
    }

    /** Keeps what does not fill a row. */
    static final class Writer implements CommittingSinkWriter<Integer, String>, StatefulSinkWriter<Integer, String> {
        private final Table table;
        private final List<Integer> begun = new ArrayList<>();
        private final List<String> whole = new ArrayList<>();

        private Writer(Table table) {
            this.table = table;
        }

        @Override
        public void write(Integer number, Context context) {
            begun.add(number);
            if (begun.size() == 3) {
                flush(true);
            }
        }

        @Override
        public void flush(boolean endOfInput) {
            if (endOfInput && !begun.isEmpty()) {
                whole.add(table.rowsWritten++ + ":" + text(begun));
                begun.clear();
            }
        }

        @Override
        public Collection<String> prepareCommit() {
            List<String> prepared = List.copyOf(whole);
            whole.clear();
            return prepared;
        }

        @Override
        public List<String> snapshotState(long checkpointId) {
            return begun.isEmpty() ? List.of() : List.of(text(begun));
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }

    private record RowCommitter(Table table) implements Committer<String> {
        @Override
        public void commit(Collection<CommitRequest<String>> requests) {
            for (CommitRequest<String> request : requests) {
                if (table.dies && table.random.nextInt(3) == 0) {
                    throw new IllegalStateException("the process dies");
                }
                if (table.busy && request.getNumberOfRetries() < 2 && table.random.nextInt(4) == 0) {
                    request.retryLater();
                    continue;
                }
                String row = request.getCommittable();
                if (table.rows.putIfAbsent(row, parse(row.substring(row.indexOf(':') + 1))) != null) {
                    request.signalAlreadyCommitted();
                }
            }
            if (table.dies) {
                throw new IllegalStateException("the process dies");
            }
        }

        @Override
        public void close() {
            // Holds nothing.
        }
    }
}
