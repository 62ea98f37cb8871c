package io.millrace.datastream.source.base.hybrid;

import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.datastream.runtime.SplitCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What is kept of a hybrid source's enumerator.
 *
 * @param sourceIndex which source is read, from 0
 * @param source that source, by Java's serialisation
 * @param enumerator what the source's own enumerator keeps, with its serialiser's version ({@link SplitCodec})
 */
public record HybridSourceEnumeratorState(int sourceIndex, byte[] source, byte[] enumerator) {
    /** Its form in checkpoints: index, source with its length before it, and the rest. */
    static final class Serializer implements SimpleVersionedSerializer<HybridSourceEnumeratorState> {
        private static final int VERSION = 1;

        @Override
        public int getVersion() {
            return VERSION;
        }

        @Override
        public byte[] serialize(HybridSourceEnumeratorState state) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeInt(state.sourceIndex);
            out.writeInt(state.source.length);
            out.write(state.source);
            out.write(state.enumerator);
            return bytes.toByteArray();
        }

        @Override
        public HybridSourceEnumeratorState deserialize(int version, byte[] serialized) throws IOException {
            if (version != VERSION) {
                throw new IOException("the state of a hybrid source in version " + version + "; expected=" + VERSION);
            }
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
            return new HybridSourceEnumeratorState(in.readInt(), in.readNBytes(in.readInt()), in.readAllBytes());
        }
    }
}
