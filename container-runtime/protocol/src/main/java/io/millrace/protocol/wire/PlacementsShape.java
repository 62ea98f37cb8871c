package io.millrace.protocol.wire;

import io.millrace.protocol.Placements;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.Inflater;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/**
 * {@link PackedPlacements}, deflated (RFC 1950), behind the number of bytes that they have when inflated. A deployment tells
 * every TaskManager of all tasks, so what is sent grows with their product: the same placements are packed once for all.
 */
final class PlacementsShape implements Shape {
    /** More no deflated byte can stand for. */
    private static final long INFLATION_MAX = 1032;

    private static final Shape PACKED = new RecordShape(PackedPlacements.class);

    private record Written(WeakReference<Placements> placements, byte[] bytes, int length) {}

    /** Those that were written last; threads that race for it only pack once more. */
    private volatile @Nullable Written last;

    @Override
    public void write(Object value, Encoder out) throws IOException {
        Written written = last;
        if (written == null || written.placements.get() != value) {
            written = pack((Placements) value);
            last = written;
        }
        out.writeInt(written.length);
        out.writeBytes(written.bytes);
    }

    private static Written pack(Placements placements) throws IOException {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (DeflaterOutputStream stream = new DeflaterOutputStream(deflated, deflater, 8192)) {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(stream, null);
            PACKED.write(PackedPlacements.of(placements), encoder);
            encoder.flush();
            stream.finish();
            return new Written(
                    new WeakReference<>(placements), deflated.toByteArray(), Math.toIntExact(deflater.getBytesRead()));
        } finally {
            deflater.end();
        }
    }

    @Override
    public Object read(BinaryDecoder in) throws IOException {
        int length = in.readInt();
        byte[] deflated = new byte[Shape.length(in.readLong(), in)];
        in.readFixed(deflated);
        if (length < 0 || length > deflated.length * INFLATION_MAX) {
            throw new CorruptMessageException(deflated.length + " bytes of placements cannot be inflated to " + length);
        }
        byte[] plain = new byte[length];
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(deflated);
            if (inflater.inflate(plain) != length || inflater.inflate(new byte[1]) != 0 || !inflater.finished()) {
                throw new CorruptMessageException("placements are not " + length + " bytes when inflated");
            }
        } catch (DataFormatException e) {
            throw new CorruptMessageException("placements cannot be inflated: " + e.getMessage(), e);
        } finally {
            inflater.end();
        }
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(plain, null);
        PackedPlacements packed = (PackedPlacements) PACKED.read(decoder);
        if (!decoder.isEnd()) {
            throw new CorruptMessageException("bytes are left behind the end of placements");
        }
        return packed.unpack();
    }
}
