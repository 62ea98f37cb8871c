package io.millrace.control.checkpoint;

import io.millrace.control.Epoch;
import io.millrace.control.checkpoint.Manifest.CoordinatorState;
import io.millrace.control.checkpoint.Manifest.OperatorState;
import io.millrace.control.checkpoint.Manifest.SubtaskState;
import io.millrace.control.checkpoint.Manifest.VertexState;
import io.millrace.dataflow.JobID;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * The bytes of a manifest ({@code _metadata}). All numbers are big-endian; a text is modified
 * UTF-8 behind its length in bytes (2), as {@link DataOutputStream#writeUTF} has it.
 *
 * <pre>
 * offset 0  magic "MICK", 4 bytes
 *        4  version, 4 bytes
 *        8  CRC-32C of all that follows, 4 bytes
 *       12  job (16), checkpoint (8), epoch (8), triggered at, ms (8), duration, ms (8)
 *           number of vertices (4); for each
 *               maximum parallelism (4)
 *               number of operators (4); for each: id and name (texts), keeps state, commits (1 each)
 *               number of subtasks (4); for each
 *                   first and last key group (4 each), union (1), has state (1)
 *                   with state: path (text), offset (8), length (8), CRC-32C (4)
 *           number of coordinators (4); for each: operator (text), length (4), bytes
 * </pre>
 */
public final class ManifestFormat {
    static final int CHECKSUM_OFFSET = 8;
    static final int BODY_OFFSET = 12;
    private static final int MAGIC = 0x4D49434B;
    private static final int VERSION = 2;
    private static final int JOB_BYTES = 16;

    private ManifestFormat() {}

    public static byte[] write(Manifest manifest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeInt(0);
            writeBody(manifest, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] file = bytes.toByteArray();
        ByteBuffer.wrap(file).putInt(CHECKSUM_OFFSET, checksum(file));
        return file;
    }

    private static void writeBody(Manifest manifest, DataOutputStream out) throws IOException {
        out.write(manifest.job().getBytes());
        out.writeLong(manifest.checkpoint());
        out.writeLong(manifest.epoch().number());
        out.writeLong(manifest.triggeredAtMs());
        out.writeLong(manifest.durationMs());
        out.writeInt(manifest.vertices().size());
        for (VertexState vertex : manifest.vertices()) {
            out.writeInt(vertex.maxParallelism());
            out.writeInt(vertex.operators().size());
            for (OperatorState operator : vertex.operators()) {
                out.writeUTF(operator.id());
                out.writeUTF(operator.name());
                out.writeBoolean(operator.keeps());
                out.writeBoolean(operator.commits());
            }
            out.writeInt(vertex.subtasks().size());
            for (SubtaskState subtask : vertex.subtasks()) {
                writeSubtask(subtask, out);
            }
        }
        out.writeInt(manifest.coordinators().size());
        for (CoordinatorState coordinator : manifest.coordinators()) {
            out.writeUTF(coordinator.operator());
            out.writeInt(coordinator.state().length);
            out.write(coordinator.state());
        }
    }

    private static void writeSubtask(SubtaskState subtask, DataOutputStream out) throws IOException {
        out.writeInt(subtask.firstKeyGroup());
        out.writeInt(subtask.lastKeyGroup());
        out.writeBoolean(subtask.union());
        out.writeBoolean(subtask.state().isPresent());
        if (subtask.state().isPresent()) {
            StateHandle state = subtask.state().get();
            out.writeUTF(state.path());
            out.writeLong(state.offset());
            out.writeLong(state.length());
            out.writeInt(state.crc32c());
        }
    }

    /**
     * @param where for the message
     * @throws IOException if these are not the bytes of a manifest of this version, or are damaged
     */
    public static Manifest read(String where, byte[] file) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(file))) {
            int magic = in.readInt();
            int version = in.readInt();
            if (magic != MAGIC || version != VERSION) {
                throw damaged(
                        where, "magic MICK and version " + VERSION, Integer.toHexString(magic) + " and " + version);
            }
            int expected = in.readInt();
            int found = checksum(file);
            if (expected != found) {
                throw damaged(where, "checksum " + Integer.toHexString(expected), Integer.toHexString(found));
            }
            return readBody(in);
        } catch (RuntimeException | java.io.EOFException e) {
            throw damaged(where, "a whole manifest", e.toString());
        }
    }

    private static Manifest readBody(DataInputStream in) throws IOException {
        byte[] job = new byte[JOB_BYTES];
        in.readFully(job);
        long checkpoint = in.readLong();
        Epoch epoch = new Epoch(in.readLong());
        long triggered = in.readLong();
        long duration = in.readLong();
        List<VertexState> vertices = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            int maxParallelism = in.readInt();
            List<OperatorState> operators = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                operators.add(new OperatorState(in.readUTF(), in.readUTF(), in.readBoolean(), in.readBoolean()));
            }
            List<SubtaskState> subtasks = new ArrayList<>();
            for (int more = in.readInt(); more > 0; more--) {
                subtasks.add(readSubtask(in));
            }
            vertices.add(new VertexState(maxParallelism, operators, subtasks));
        }
        List<CoordinatorState> coordinators = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            String operator = in.readUTF();
            coordinators.add(new CoordinatorState(operator, in.readNBytes(in.readInt())));
        }
        return new Manifest(new JobID(job), checkpoint, epoch, triggered, duration, vertices, coordinators);
    }

    private static SubtaskState readSubtask(DataInputStream in) throws IOException {
        int first = in.readInt();
        int last = in.readInt();
        boolean union = in.readBoolean();
        Optional<StateHandle> state = in.readBoolean()
                ? Optional.of(new StateHandle(in.readUTF(), in.readLong(), in.readLong(), in.readInt()))
                : Optional.empty();
        return new SubtaskState(first, last, state, union);
    }

    private static int checksum(byte[] file) {
        CRC32C checksum = new CRC32C();
        checksum.update(file, BODY_OFFSET, file.length - BODY_OFFSET);
        return (int) checksum.getValue();
    }

    private static IOException damaged(String where, String expected, String found) {
        return new IOException("manifest " + where + " is damaged: expected " + expected + ", found " + found);
    }
}
