package io.millrace.datastream.file.sink;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.SimpleVersionedSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** The components of the state, in order. */
final class FileWriterBucketStateSerializer implements SimpleVersionedSerializer<FileWriterBucketState> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(FileWriterBucketState state) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF(state.bucketId());
        out.writeUTF(state.bucketPath().toString());
        out.writeUTF(state.inProgress().toString());
        out.writeLong(state.bytes());
        out.writeLong(state.creationTime());
        return bytes.toByteArray();
    }

    @Override
    public FileWriterBucketState deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("The state of a file sink was written in a form unknown here: expected=" + VERSION
                    + ", actual=" + version);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        return new FileWriterBucketState(
                in.readUTF(), new Path(in.readUTF()), new Path(in.readUTF()), in.readLong(), in.readLong());
    }
}
