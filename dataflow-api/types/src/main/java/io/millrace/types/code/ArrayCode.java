package io.millrace.types.code;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The instructions that write fields to an {@link ArrayOutput} and read them from an {@link ArrayInput}: what is of fixed length
 * and stands side by side has one check of the room for it. Everything else is as {@link StreamCode} does it.
 */
final class ArrayCode {

    private static final String OUT = Type.getInternalName(ArrayOutput.class);
    private static final String IN = Type.getInternalName(ArrayInput.class);
    private static final String FIXED = Type.getInternalName(FixedOps.class);

    private final RecordAccess access;
    private final StreamCode single;
    private final List<Stretch> stretches;

    ArrayCode(RecordAccess access, StreamCode single) {
        this.access = access;
        this.single = single;
        this.stretches = stretches();
    }

    /**
     * Neighbours.
     *
     * @param bits bytes of null bits, which come first
     * @param first the first field
     * @param behind behind the last field
     * @param bytes their length; 0 if it varies, and then it is one field
     */
    private record Stretch(int bits, int first, int behind, int bytes) {}

    private List<Stretch> stretches() {
        List<Stretch> found = new ArrayList<>();
        int bits = single.bitBytes();
        int first = 0;
        int bytes = bits;
        for (int i = 0; i < access.fields().size(); i++) {
            int length = fixedLength(access.fields().get(i));
            if (length > 0) {
                bytes += length;
                continue;
            }
            if (bytes > 0) {
                found.add(new Stretch(bits, first, i, bytes));
            }
            found.add(new Stretch(0, i, i + 1, 0));
            bits = 0;
            first = i + 1;
            bytes = 0;
        }
        if (bytes > 0) {
            found.add(new Stretch(bits, first, access.fields().size(), bytes));
        }
        return found;
    }

    private int fixedLength(CodedField field) {
        boolean always = field.type().isPrimitive() || !access.kind().hasNullBits();
        return always ? field.kind().bytes() : 0;
    }

    /** @param free the first local that is free */
    void write(MethodVisitor m, int record, int[] values, int out, int free) {
        for (Stretch stretch : stretches) {
            if (stretch.bytes == 0) {
                single.writeField(m, stretch.first, record, values, out);
                continue;
            }
            m.visitVarInsn(Opcodes.ALOAD, out);
            RecordAccess.push(m, stretch.bytes);
            m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, OUT, "reserve", "(I)I", false);
            m.visitVarInsn(Opcodes.ISTORE, free);
            bytesOf(m, OUT, out, free + 1);
            for (int i = 0; i < stretch.bits; i++) {
                place(m, free, i);
                single.pushBits(m, i, values);
                m.visitInsn(Opcodes.BASTORE);
            }
            int offset = stretch.bits;
            for (int i = stretch.first; i < stretch.behind; i++) {
                place(m, free, offset);
                FieldKind kind = access.fields().get(i).kind();
                pushBare(m, i, record);
                m.visitMethodInsn(Opcodes.INVOKESTATIC, FIXED, "put", "([BI" + bare(kind) + ")V", false);
                offset += kind.bytes();
            }
        }
    }

    private static void bytesOf(MethodVisitor m, String owner, int from, int local) {
        m.visitVarInsn(Opcodes.ALOAD, from);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, "array", "()[B", false);
        m.visitVarInsn(Opcodes.ASTORE, local);
    }

    /** Puts the array and a place in it on the stack. */
    private static void place(MethodVisitor m, int free, int offset) {
        m.visitVarInsn(Opcodes.ALOAD, free + 1);
        m.visitVarInsn(Opcodes.ILOAD, free);
        if (offset > 0) {
            RecordAccess.push(m, offset);
            m.visitInsn(Opcodes.IADD);
        }
    }

    private void pushBare(MethodVisitor m, int i, int record) {
        CodedField field = access.fields().get(i);
        access.get(m, i, record);
        Class<?> box = field.kind().box();
        if (!field.type().isPrimitive() && box != null) {
            RecordAccess.push(m, i);
            RecordAccess.ops(m, "present", "(Ljava/lang/Object;I)Ljava/lang/Object;");
            String name = Type.getInternalName(box);
            m.visitTypeInsn(Opcodes.CHECKCAST, name);
            Type bare = bare(field.kind());
            m.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, name, bare.getClassName() + "Value", "()" + bare.getDescriptor(), false);
        }
    }

    private static Type bare(FieldKind kind) {
        Class<?> primitive = kind.primitive();
        if (primitive == null) {
            throw new IllegalArgumentException(kind + " has no primitive");
        }
        return Type.getType(primitive);
    }

    /**
     * Reads all fields into locals.
     *
     * @param bits the first local for the null bits
     */
    void read(MethodVisitor m, int[] values, int bits, int in, int free) {
        for (Stretch stretch : stretches) {
            if (stretch.bytes == 0) {
                single.readField(m, stretch.first, bits, in);
                access.store(m, stretch.first, values[stretch.first]);
                continue;
            }
            m.visitVarInsn(Opcodes.ALOAD, in);
            RecordAccess.push(m, stretch.bytes);
            m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, IN, "take", "(I)I", false);
            m.visitVarInsn(Opcodes.ISTORE, free);
            bytesOf(m, IN, in, free + 1);
            for (int i = 0; i < stretch.bits; i++) {
                place(m, free, i);
                RecordAccess.push(m, single.refused(i));
                m.visitMethodInsn(Opcodes.INVOKESTATIC, FIXED, "bitsAt", "([BII)I", false);
                m.visitVarInsn(Opcodes.ISTORE, bits + i);
            }
            int offset = stretch.bits;
            for (int i = stretch.first; i < stretch.behind; i++) {
                place(m, free, offset);
                offset += take(m, access.fields().get(i));
                access.store(m, i, values[i]);
            }
        }
    }

    private static int take(MethodVisitor m, CodedField field) {
        FieldKind kind = field.kind();
        Type bare = bare(kind);
        String name = bare.getClassName() + "At";
        m.visitMethodInsn(Opcodes.INVOKESTATIC, FIXED, name, "([BI)" + bare.getDescriptor(), false);
        Class<?> box = kind.box();
        if (!field.type().isPrimitive() && box != null) {
            String descriptor = Type.getMethodDescriptor(Type.getType(box), bare);
            m.visitMethodInsn(Opcodes.INVOKESTATIC, Type.getInternalName(box), "valueOf", descriptor, false);
        }
        return kind.bytes();
    }
}
