package io.millrace.state.heap;

import io.millrace.state.heap.RowCodecs.RowCodec;
import io.millrace.types.key.HashableKey;
import io.millrace.types.serial.ClassDictionary;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The timers of one time, in the order in which they would fire. */
final class TimerPart implements Part {
    // What it was told.
    private final Scope scope;
    private final SectionHeader header;
    private final RowCodecs codecs;
    private final TimerQueue.Rows timers;

    // What it knows once it was asked.
    private @Nullable KeyGroupOrder order;

    TimerPart(Scope scope, SectionHeader header, RowCodecs codecs, TimerQueue.Rows timers) {
        this.scope = scope;
        this.header = header;
        this.codecs = codecs;
        this.timers = timers;
    }

    @Override
    public @Nullable Section section(int keyGroup) throws IOException {
        KeyGroupOrder sorted = order;
        if (sorted == null) {
            sorted = new KeyGroupOrder(timers.keys(), scope.maxParallelism(), scope.keyGroups());
            order = sorted;
        }
        int begin = sorted.begin(keyGroup);
        int end = sorted.end(keyGroup);
        if (begin == end) {
            return null;
        }
        RowCodec codec = codecs.take();
        ClassDictionary.Output out = new ClassDictionary.Output(256);
        for (int place = begin; place < end; place++) {
            int row = sorted.row(place);
            out.writeLong(timers.times()[row]);
            out.writeInt(row);
            codec.namespaces().serialize(timers.namespaces()[row], out);
            codec.keys().serialize(HashableKey.unwrap(timers.keys()[row]), out);
        }
        codecs.putBack(codec);
        return new Section(header, end - begin, out.toByteArray());
    }
}
