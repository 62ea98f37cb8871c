package io.millrace.taskmanager.checkpoint;

import io.millrace.dataflow.contract.SnapshotWriter.Redistribution;
import io.millrace.dataflow.graph.OperatorId;
import io.millrace.taskmanager.checkpoint.OperatorSnapshot.NamedList;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * How a task's part of a checkpoint lies in its file. Numbers have their highest byte first.
 *
 * <pre>
 * segment  = magic: "MRSN", version (2): 1, checkpoint: 8, ended: 1, count of operators: 4, operators in the order of the chain
 * operator = id: 16, watermark: 8, watermark emitted: 8, inputs ended: 1, count of lists: 4, lists, key groups
 * list     = name: UTF, redistribution: 1, count of elements: 4, elements, each with length: 4 and bytes
 * key groups = in rising order, each key group: 4, length: 4, and bytes as the state backend gave them; then -1: 4
 * </pre>
 *
 * A segment is read from its first byte to its last, since all of it is verified; key groups that nobody wants are passed by
 * and take no memory.
 */
final class SegmentFormat {
    private static final int MAGIC = 0x4d52534e;
    private static final byte VERSION = 2;
    private static final int ID_BYTES = 16;
    private static final int NO_MORE_GROUPS = -1;

    private SegmentFormat() {}

    /** Is told what a segment holds. */
    interface Visitor {
        void segment(long checkpoint, boolean ended);

        /** What follows belongs to it. */
        void operator(OperatorId id, OperatorProgress progress);

        void list(NamedList list);

        /** Whether {@link #keyGroup} is to be called for it. */
        boolean wants(int keyGroup);

        void keyGroup(int keyGroup, byte[] block);
    }

    static void write(CapturedTask task, OutputStream to) throws IOException {
        DataOutputStream out = new DataOutputStream(to);
        out.writeInt(MAGIC);
        out.writeByte(VERSION);
        out.writeLong(task.checkpoint());
        out.writeBoolean(task.ended());
        out.writeInt(task.operators().size());
        for (OperatorSnapshot operator : task.operators()) {
            write(operator, out);
        }
        out.flush();
    }

    private static void write(OperatorSnapshot operator, DataOutputStream out) throws IOException {
        out.write(HexFormat.of().parseHex(operator.id().hex()));
        out.writeLong(operator.progress().watermark());
        out.writeLong(operator.progress().emitted());
        out.writeByte(operator.progress().inputsEnded());
        out.writeInt(operator.lists().size());
        for (NamedList list : operator.lists()) {
            out.writeUTF(list.name());
            out.writeByte(list.redistribution().ordinal());
            out.writeInt(list.elements().size());
            for (byte[] element : list.elements()) {
                out.writeInt(element.length);
                out.write(element);
            }
        }
        if (operator.keyed().isPresent()) {
            operator.keyed().get().writeTo((keyGroup, block) -> {
                out.writeInt(keyGroup);
                out.writeInt(block.length);
                out.write(block);
            });
        }
        out.writeInt(NO_MORE_GROUPS);
    }

    /**
     * Reads a whole segment.
     *
     * @param from ends where the segment ends
     * @throws StreamCorruptedException if the bytes are no segment of this version
     */
    static void read(InputStream from, Visitor visitor) throws IOException {
        DataInputStream in = new DataInputStream(from);
        int magic = in.readInt();
        byte version = in.readByte();
        if (magic != MAGIC || version != VERSION) {
            throw new StreamCorruptedException(String.format(
                    "expected a snapshot of version %d (%08x), found version %d (%08x)",
                    VERSION, MAGIC, version, magic));
        }
        visitor.segment(in.readLong(), in.readBoolean());
        int operators = in.readInt();
        for (int i = 0; i < operators; i++) {
            readOperator(in, visitor);
        }
        if (in.read() >= 0) {
            throw new StreamCorruptedException("bytes are left behind " + operators + " operators");
        }
    }

    private static void readOperator(DataInputStream in, Visitor visitor) throws IOException {
        byte[] id = new byte[ID_BYTES];
        in.readFully(id);
        visitor.operator(
                new OperatorId(HexFormat.of().formatHex(id)),
                new OperatorProgress(in.readLong(), in.readLong(), in.readUnsignedByte()));
        int lists = in.readInt();
        for (int i = 0; i < lists; i++) {
            visitor.list(readList(in));
        }
        for (int keyGroup = in.readInt(); keyGroup != NO_MORE_GROUPS; keyGroup = in.readInt()) {
            int length = checked(in.readInt(), in);
            if (visitor.wants(keyGroup)) {
                byte[] block = new byte[length];
                in.readFully(block);
                visitor.keyGroup(keyGroup, block);
            } else {
                in.skipNBytes(length);
            }
        }
    }

    private static NamedList readList(DataInputStream in) throws IOException {
        String name = in.readUTF();
        int redistribution = in.readUnsignedByte();
        Redistribution[] known = Redistribution.values();
        if (redistribution >= known.length) {
            throw new StreamCorruptedException("list '" + name + "': redistribution " + redistribution);
        }
        int count = in.readInt();
        List<byte[]> elements = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] element = new byte[checked(in.readInt(), in)];
            in.readFully(element);
            elements.add(element);
        }
        return new NamedList(name, known[redistribution], elements);
    }

    // A damaged length must not ask for more memory than the segment could fill.
    private static int checked(int length, DataInputStream in) throws IOException {
        if (length < 0 || length > in.available()) {
            throw new EOFException("a length of " + length + ", but only " + in.available() + " bytes are left");
        }
        return length;
    }
}
