package io.millrace.operators.group;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import io.millrace.types.key.KeyPrefix;
import io.millrace.types.key.PrefixedOrder;
import java.io.IOException;

/** A record with its timestamp and the hash of its key. */
record Stamped<T>(int hash, long timestamp, T record) {
    /** By hash, and of equal hashes by timestamp. */
    static final class Order<T> implements PrefixedOrder<Stamped<T>> {
        @Override
        public int compare(Stamped<T> left, Stamped<T> right) {
            int compared = Integer.compare(left.hash, right.hash);
            return compared != 0 ? compared : Long.compare(left.timestamp, right.timestamp);
        }

        @Override
        public KeyPrefix<Stamped<T>> prefix(int bytesMax) {
            return bytesMax < Prefix.BYTES ? KeyPrefix.none() : new Prefix<>();
        }
    }

    private static final class Prefix<T> implements KeyPrefix<Stamped<T>> {
        private static final long serialVersionUID = 1L;

        private static final int BYTES = Integer.BYTES + Long.BYTES;

        @Override
        public int length() {
            return BYTES;
        }

        @Override
        public boolean decides() {
            return true;
        }

        @Override
        public void put(Stamped<T> stamped, byte[] target, int offset) {
            putHighestFirst((long) (stamped.hash ^ Integer.MIN_VALUE) << 32, target, offset, Integer.BYTES);
            putHighestFirst(stamped.timestamp ^ Long.MIN_VALUE, target, offset + Integer.BYTES, Long.BYTES);
        }

        private static void putHighestFirst(long bits, byte[] target, int offset, int count) {
            for (int i = 0; i < count; i++) {
                target[offset + i] = (byte) (bits >>> (56 - 8 * i));
            }
        }
    }

    /** Layout: hash, timestamp, record. */
    static final class Serializer<T> extends TypeSerializer<Stamped<T>> {
        private static final long serialVersionUID = 1L;

        private final TypeSerializer<T> ofRecord;

        Serializer(TypeSerializer<T> ofRecord) {
            this.ofRecord = ofRecord;
        }

        @Override
        public boolean isImmutableType() {
            return ofRecord.isImmutableType();
        }

        @Override
        public TypeSerializer<Stamped<T>> duplicate() {
            return new Serializer<>(ofRecord.duplicate());
        }

        @Override
        public Stamped<T> createInstance() {
            return new Stamped<>(0, 0, ofRecord.createInstance());
        }

        @Override
        public Stamped<T> copy(Stamped<T> from) {
            return new Stamped<>(from.hash, from.timestamp, ofRecord.copy(from.record));
        }

        @Override
        public int getLength() {
            int length = ofRecord.getLength();
            return length < 0 ? -1 : Prefix.BYTES + length;
        }

        @Override
        public TypeSerializerSnapshot<Stamped<T>> snapshotConfiguration() {
            throw new IllegalStateException("records that are being sorted are in no snapshot");
        }

        @Override
        public void serialize(Stamped<T> stamped, DataOutputView target) throws IOException {
            target.writeInt(stamped.hash);
            target.writeLong(stamped.timestamp);
            ofRecord.serialize(stamped.record, target);
        }

        @Override
        public Stamped<T> deserialize(DataInputView source) throws IOException {
            return new Stamped<>(source.readInt(), source.readLong(), ofRecord.deserialize(source));
        }
    }
}
