package io.millrace.datastream.source.base.hybrid;

import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.datastream.runtime.SplitCodec;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceSplit;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A split of one of the sources.
 *
 * @param sourceIndex which of the sources, from 0
 * @param splitId the split's own
 * @param encoded the split as its source's serialiser writes it, with that one's version ({@link SplitCodec})
 */
public record HybridSourceSplit(int sourceIndex, String splitId, byte[] encoded) implements SourceSplit {
    static <S extends SourceSplit> HybridSourceSplit of(int sourceIndex, S split, Source<?, S, ?> source)
            throws IOException {
        byte[] encoded = new SplitCodec<>(source.getSplitSerializer()).encode(split);
        return new HybridSourceSplit(sourceIndex, split.splitId(), encoded);
    }

    <S extends SourceSplit> S of(Source<?, S, ?> source) throws IOException {
        return new SplitCodec<>(source.getSplitSerializer()).decode(encoded);
    }

    @Override
    public String toString() {
        return "split " + splitId + " of source " + sourceIndex;
    }

    /** Its form in checkpoints: index, id, and the rest. */
    static final class Serializer implements SimpleVersionedSerializer<HybridSourceSplit> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(HybridSourceSplit split) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(split.sourceIndex);
            out.writeUTF(split.splitId);
            out.write(split.encoded);
            return bytes.toByteArray();
        }

        @Override
        public HybridSourceSplit deserialize(int version, byte[] serialized) throws IOException {
            if (version != VERSION) {
                throw new IOException("a split of a hybrid source in version " + version + "; expected=" + VERSION);
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            return new HybridSourceSplit(in.readInt(), in.readUTF(), in.readAllBytes());
        }
    }
}
