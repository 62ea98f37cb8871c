package io.millrace.datastream.file.source;

import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.SimpleVersionedSerializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The splits, then the paths, each after its number. */
final class PendingSplitsCheckpointSerializer
        implements SimpleVersionedSerializer<PendingSplitsCheckpoint<FileSourceSplit>> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(PendingSplitsCheckpoint<FileSourceSplit> checkpoint) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(checkpoint.getSplits().size());
        for (FileSourceSplit split : checkpoint.getSplits()) {
            FileSourceSplitSerializer.write(split, out);
        }
        out.writeInt(checkpoint.getAlreadyProcessedPaths().size());
        for (Path path : checkpoint.getAlreadyProcessedPaths()) {
            out.writeUTF(path.toString());
        }
        return bytes.toByteArray();
    }

    @Override
    public PendingSplitsCheckpoint<FileSourceSplit> deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("The state of a file source was written in a form unknown here: expected=" + VERSION
                    + ", actual=" + version);
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
        List<FileSourceSplit> splits = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            splits.add(FileSourceSplitSerializer.read(in));
        }
        List<Path> paths = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            paths.add(new Path(in.readUTF()));
        }
        return PendingSplitsCheckpoint.fromCollectionSnapshot(splits, paths);
    }
}
