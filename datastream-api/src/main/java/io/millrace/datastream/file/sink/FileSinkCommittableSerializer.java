package io.millrace.datastream.file.sink;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.SimpleVersionedSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** Bucket, hidden name, visible name (empty if the file is to be removed), length. */
final class FileSinkCommittableSerializer implements SimpleVersionedSerializer<FileSinkCommittable> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(FileSinkCommittable committable) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        Path target = committable.target();
        out.writeUTF(committable.bucketId());
        out.writeUTF(committable.written().toString());
        out.writeUTF(target == null ? "" : target.toString());
        out.writeLong(committable.bytes());
        return bytes.toByteArray();
    }

    @Override
    public FileSinkCommittable deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("A committable of a file sink was written in a form unknown here: expected=" + VERSION
                    + ", actual=" + version);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        String bucketId = in.readUTF();
        Path written = new Path(in.readUTF());
        String target = in.readUTF();
        return new FileSinkCommittable(bucketId, written, target.isEmpty() ? null : new Path(target), in.readLong());
    }
}
