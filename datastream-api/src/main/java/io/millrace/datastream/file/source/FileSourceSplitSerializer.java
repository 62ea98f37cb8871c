package io.millrace.datastream.file.source;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.datastream.file.source.util.CheckpointedPosition;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The parts of a split, in order. */
public final class FileSourceSplitSerializer implements SimpleVersionedSerializer<FileSourceSplit> {
    public static final FileSourceSplitSerializer INSTANCE = new FileSourceSplitSerializer();

    private static final int VERSION = 1;

    private FileSourceSplitSerializer() {}

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(FileSourceSplit split) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(split, new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    @Override
    public FileSourceSplit deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("A split of a file was written in a form unknown here: expected=" + VERSION
                    + ", actual=" + version);
        }
        return read(new DataInputStream(new ByteArrayInputStream(serialized)));
    }

    static void write(FileSourceSplit split, DataOutputStream out) throws IOException {
        out.writeUTF(split.splitId());
        out.writeUTF(split.path().toString());
        out.writeLong(split.offset());
        out.writeLong(split.length());
        out.writeLong(split.fileModificationTime());
        out.writeLong(split.fileSize());
        String[] hosts = split.hostnames();
        out.writeInt(hosts.length);
        for (String host : hosts) {
            out.writeUTF(host);
        }
        CheckpointedPosition position = split.getReaderPosition().orElse(null);
        out.writeBoolean(position != null);
        if (position != null) {
            out.writeLong(position.getOffset());
            out.writeLong(position.getRecordsAfterOffset());
        }
    }

    static FileSourceSplit read(DataInputStream in) throws IOException {
        String id = in.readUTF();
        Path path = new Path(in.readUTF());
        long offset = in.readLong();
        long length = in.readLong();
        long modified = in.readLong();
        long size = in.readLong();
        String[] hosts = new String[in.readInt()];
        for (int i = 0; i < hosts.length; i++) {
            hosts[i] = in.readUTF();
        }
        return new FileSourceSplit(id, path, offset, length, modified, size, hosts, position(in));
    }

    private static @Nullable CheckpointedPosition position(DataInputStream in) throws IOException {
        return in.readBoolean() ? new CheckpointedPosition(in.readLong(), in.readLong()) : null;
    }
}
