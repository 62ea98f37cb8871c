package io.millrace.datastream.source.lib;

import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.NumberSequenceIterator;
import io.millrace.datastream.source.Boundedness;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceReader;
import io.millrace.datastream.source.SourceReaderContext;
import io.millrace.datastream.source.SplitEnumerator;
import io.millrace.datastream.source.SplitEnumeratorContext;
import io.millrace.datastream.source.lib.util.IteratorSourceEnumerator;
import io.millrace.datastream.source.lib.util.IteratorSourceReader;
import io.millrace.datastream.source.lib.util.IteratorSourceSplit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The numbers from one to another, both inclusive, in parallel parts. */
public class NumberSequenceSource
        implements Source<
                        Long,
                        NumberSequenceSource.NumberSequenceSplit,
                        Collection<NumberSequenceSource.NumberSequenceSplit>>,
                ResultTypeQueryable<Long> {
    private static final long serialVersionUID = 1L;

    private final long from;
    private final long to;

    /** @param from at most {@code to} */
    public NumberSequenceSource(long from, long to) {
        if (from > to) {
            throw new IllegalArgumentException("'from' must be <= 'to': from=" + from + ", to=" + to);
        }
        this.from = from;
        this.to = to;
    }

    public long getFrom() {
        return from;
    }

    public long getTo() {
        return to;
    }

    @Override
    public TypeInformation<Long> getProducedType() {
        return Types.LONG;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<Long, NumberSequenceSplit> createReader(SourceReaderContext readerContext) {
        return new IteratorSourceReader<>(readerContext);
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> enumContext) {
        return new IteratorSourceEnumerator<>(enumContext, split(enumContext.currentParallelism()));
    }

    @Override
    public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
            SplitEnumeratorContext<NumberSequenceSplit> enumContext, Collection<NumberSequenceSplit> checkpoint) {
        return new IteratorSourceEnumerator<>(enumContext, checkpoint);
    }

    /** Contiguous parts of nearly equal size; fewer than asked for if there are fewer numbers. */
    private List<NumberSequenceSplit> split(int parts) {
        List<NumberSequenceSplit> splits = new ArrayList<>(parts);
        NumberSequenceIterator[] iterators = new NumberSequenceIterator(from, to).split(parts);
        for (int i = 0; i < iterators.length; i++) {
            if (iterators[i].hasNext()) {
                splits.add(new NumberSequenceSplit(
                        String.valueOf(i + 1), iterators[i].getCurrent(), iterators[i].getTo()));
            }
        }
        return splits;
    }

    @Override
    public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
        return new SplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<NumberSequenceSplit>> getEnumeratorCheckpointSerializer() {
        return new CheckpointSerializer();
    }

    /** Some of the numbers. */
    public static class NumberSequenceSplit implements IteratorSourceSplit<Long, NumberSequenceIterator> {
        private final String splitId;
        private final long from;
        private final long to;

        public NumberSequenceSplit(String splitId, long from, long to) {
            this.splitId = splitId;
            this.from = from;
            this.to = to;
        }

        @Override
        public String splitId() {
            return splitId;
        }

        public long from() {
            return from;
        }

        public long to() {
            return to;
        }

        @Override
        public NumberSequenceIterator getIterator() {
            return new NumberSequenceIterator(from, to);
        }

        @Override
        public IteratorSourceSplit<Long, NumberSequenceIterator> getUpdatedSplitForIterator(
                NumberSequenceIterator iterator) {
            return new NumberSequenceSplit(splitId, iterator.getCurrent(), iterator.getTo());
        }

        @Override
        public String toString() {
            return "NumberSequenceSplit [" + from + ", " + to + "] (" + splitId + ")";
        }
    }

    private static void write(NumberSequenceSplit split, DataOutputStream out) throws IOException {
        out.writeUTF(split.splitId());
        out.writeLong(split.from());
        out.writeLong(split.to());
    }

    private static NumberSequenceSplit read(DataInputStream in) throws IOException {
        return new NumberSequenceSplit(in.readUTF(), in.readLong(), in.readLong());
    }

    private static void check(int version) throws IOException {
        if (version != 1) {
            throw new IOException("Split of a number sequence: expected version 1, found " + version);
        }
    }

    private static final class SplitSerializer implements SimpleVersionedSerializer<NumberSequenceSplit> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(NumberSequenceSplit split) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            write(split, new DataOutputStream(bytes));
            return bytes.toByteArray();
        }

        @Override
        public NumberSequenceSplit deserialize(int version, byte[] serialized) throws IOException {
            check(version);
            return read(new DataInputStream(new ByteArrayInputStream(serialized)));
        }
    }

    private static final class CheckpointSerializer
            implements SimpleVersionedSerializer<Collection<NumberSequenceSplit>> {
        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Collection<NumberSequenceSplit> splits) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(splits.size());
            for (NumberSequenceSplit split : splits) {
                write(split, out);
            }
            return bytes.toByteArray();
        }

        @Override
        public Collection<NumberSequenceSplit> deserialize(int version, byte[] serialized) throws IOException {
            check(version);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            int count = in.readInt();
            List<NumberSequenceSplit> splits = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                splits.add(read(in));
            }
            return splits;
        }
    }
}
