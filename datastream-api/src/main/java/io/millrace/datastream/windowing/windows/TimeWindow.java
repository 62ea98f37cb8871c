package io.millrace.datastream.windowing.windows;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.types.TypeInfo;
import io.millrace.dataflow.typeutils.SimpleTypeSerializerSnapshot;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import java.io.IOException;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** A span of time from its start, inclusive, to its end, exclusive; in milliseconds since the epoch. */
@TypeInfo(WindowTypeInfo.OfTimeWindow.class)
public class TimeWindow extends Window implements Comparable<TimeWindow>, Serializable {
    private static final long serialVersionUID = 1L;

    private final long start;
    private final long end;

    public TimeWindow(long start, long end) {
        this.start = start;
        this.end = end;
    }

    public long getStart() {
        return start;
    }

    public long getEnd() {
        return end;
    }

    @Override
    public long maxTimestamp() {
        return end - 1;
    }

    /** True if both have a moment in common, or touch. */
    public boolean intersects(TimeWindow other) {
        return start <= other.end && end >= other.start;
    }

    /** The smallest window that holds both. */
    public TimeWindow cover(TimeWindow other) {
        return new TimeWindow(Math.min(start, other.start), Math.max(end, other.end));
    }

    /**
     * Start of the window of that size that a timestamp falls into; all in milliseconds. Windows are aligned to the epoch
     * plus {@code offset}.
     */
    public static long getWindowStartWithOffset(long timestamp, long offset, long windowSize) {
        return timestamp - Math.floorMod(timestamp - offset, windowSize);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TimeWindow that && start == that.start && end == that.end;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(start * 31 + end);
    }

    /** By start, then by end. */
    @Override
    public int compareTo(TimeWindow other) {
        int byStart = Long.compare(start, other.start);
        return byStart != 0 ? byStart : Long.compare(end, other.end);
    }

    @Override
    public String toString() {
        return "TimeWindow{start=" + start + ", end=" + end + '}';
    }

    /** Start and end, 8 bytes each. Safe for use by several threads. */
    public static final class Serializer extends TypeSerializer<TimeWindow> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean isImmutableType() {
            return true;
        }

        @Override
        public TypeSerializer<TimeWindow> duplicate() {
            return this;
        }

        @Override
        @SuppressWarnings("NullAway") // there is no empty window
        public TimeWindow createInstance() {
            return null;
        }

        @Override
        public TimeWindow copy(TimeWindow from) {
            return from;
        }

        @Override
        public int getLength() {
            return 2 * Long.BYTES;
        }

        @Override
        public void serialize(TimeWindow window, DataOutputView target) throws IOException {
            target.writeLong(window.start);
            target.writeLong(window.end);
        }

        @Override
        public TimeWindow deserialize(DataInputView source) throws IOException {
            return new TimeWindow(source.readLong(), source.readLong());
        }

        @Override
        public TypeSerializerSnapshot<TimeWindow> snapshotConfiguration() {
            return new SerializerSnapshot();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Serializer;
        }

        @Override
        public int hashCode() {
            return Serializer.class.hashCode();
        }
    }

    /** All of them write alike. */
    public static final class SerializerSnapshot extends SimpleTypeSerializerSnapshot<TimeWindow> {
        public SerializerSnapshot() {
            super(Serializer::new);
        }
    }
}
