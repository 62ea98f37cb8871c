package io.millrace.testing.failures;

import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.datastream.sink.Committer;
import io.millrace.datastream.sink.CommitterInitContext;
import io.millrace.datastream.sink.CommittingSinkWriter;
import io.millrace.datastream.sink.Sink;
import io.millrace.datastream.sink.SupportsCommitter;
import io.millrace.datastream.sink.WriterInitContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Commits what was written to a trial's ledger, where a page that is committed again counts once. */
final class LedgerSink implements Sink<String>, SupportsCommitter<List<String>> {
    private static final long serialVersionUID = 1L;

    private final Trial trial;

    LedgerSink(Trial trial) {
        this.trial = trial;
    }

    @Override
    public CommittingSinkWriter<String, List<String>> createWriter(WriterInitContext context) {
        return new Writer();
    }

    @Override
    public Committer<List<String>> createCommitter(CommitterInitContext context) {
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<List<String>>> committables) {
                for (CommitRequest<List<String>> request : committables) {
                    List<String> page = request.getCommittable();
                    if (!trial.commit(page.get(0), page.subList(1, page.size()))) {
                        request.signalAlreadyCommitted();
                    }
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SimpleVersionedSerializer<List<String>> getCommittableSerializer() {
        return new PageSerializer();
    }

    private static final class Writer implements CommittingSinkWriter<String, List<String>> {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void write(String element, Context context) {
            lines.add(element);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public Collection<List<String>> prepareCommit() {
            List<String> page = new ArrayList<>();
            page.add(UUID.randomUUID().toString());
            page.addAll(lines);
            lines.clear();
            return page.size() > 1 ? List.of(page) : List.of();
        }

        @Override
        public void close() {}
    }

    /** Lines, the first of which names the page. */
    private static final class PageSerializer implements SimpleVersionedSerializer<List<String>> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(List<String> page) {
            return String.join("\n", page).getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public List<String> deserialize(int version, byte[] serialized) {
            return List.of(new String(serialized, StandardCharsets.UTF_8).split("\n", -1));
        }
    }
}
