package io.millrace.state.heap;

import io.millrace.state.heap.RowCodecs.RowCodec;
import io.millrace.types.key.HashableKey;
import io.millrace.types.serial.ClassDictionary;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of one state. Its entries are sorted by key group when the first section is asked for, which is on the thread
 * that writes, if the values can wait for that.
 */
final class StatePart implements Part {
    /**
     * The entries of one namespace.
     *
     * @param namespace null for state without namespaces
     */
    record Run(@Nullable Object namespace, Entries<Object> entries) {}

    // What it was told.
    private final Scope scope;
    private final SectionHeader header;
    private final RowCodecs codecs;
    private final List<Run> runs;

    // What it knows once it is sorted: the rows run after run.
    private Object[] keys = new Object[0];
    private Object[] values = new Object[0];
    private int[] runOf = new int[0];
    private @Nullable KeyGroupOrder order;

    StatePart(Scope scope, SectionHeader header, RowCodecs codecs, List<Run> runs) {
        this.scope = scope;
        this.header = header;
        this.codecs = codecs;
        this.runs = runs;
    }

    /** The part as a snapshot may hold it while the operator goes on. */
    Part captured() throws IOException {
        ValueCodec codec = codecs.values();
        switch (codec.capture()) {
            case SHARE -> {
                List<Run> frozen = runs.stream()
                        .map(run -> new Run(run.namespace(), run.entries().frozen()))
                        .toList();
                return new StatePart(scope, header, codecs, frozen);
            }
            case COPY -> {
                flatten();
                for (int row = 0; row < values.length; row++) {
                    values[row] = codec.copy(values[row]);
                }
                return this;
            }
            default -> {
                return WrittenPart.of(this, scope);
            }
        }
    }

    private void flatten() throws IOException {
        int rows = 0;
        for (Run run : runs) {
            rows = Math.addExact(rows, run.entries().size());
        }
        keys = new Object[rows];
        values = new Object[rows];
        runOf = new int[rows];
        int[] next = new int[1];
        for (int r = 0; r < runs.size(); r++) {
            int number = r;
            runs.get(r).entries().forEach((key, value) -> {
                int row = next[0]++;
                keys[row] = key;
                values[row] = value;
                runOf[row] = number;
            });
        }
    }

    private KeyGroupOrder order() throws IOException {
        KeyGroupOrder known = order;
        if (known == null) {
            if (keys.length == 0) {
                flatten();
            }
            known = new KeyGroupOrder(keys, scope.maxParallelism(), scope.keyGroups());
            order = known;
        }
        return known;
    }

    @Override
    public @Nullable Section section(int keyGroup) throws IOException {
        KeyGroupOrder sorted = order();
        int begin = sorted.begin(keyGroup);
        int end = sorted.end(keyGroup);
        if (begin == end) {
            return null;
        }
        RowCodec codec = codecs.take();
        ClassDictionary.Output out = new ClassDictionary.Output(256);
        int place = begin;
        while (place < end) {
            int stretch = stretchEnd(sorted, place, end);
            if (header.isNamespaced()) {
                codec.namespaces()
                        .serialize(
                                Objects.requireNonNull(
                                        runs.get(runOf[sorted.row(place)]).namespace()),
                                out);
                out.writeInt(stretch - place);
            }
            for (; place < stretch; place++) {
                int row = sorted.row(place);
                codec.keys().serialize(HashableKey.unwrap(keys[row]), out);
                codec.values().write(values[row], out);
            }
        }
        codecs.putBack(codec);
        return new Section(header, end - begin, out.toByteArray());
    }

    /** Where the rows of another namespace begin. */
    private int stretchEnd(KeyGroupOrder sorted, int place, int end) {
        if (!header.isNamespaced()) {
            return end;
        }
        int run = runOf[sorted.row(place)];
        int next = place + 1;
        while (next < end && runOf[sorted.row(next)] == run) {
            next++;
        }
        return next;
    }
}
