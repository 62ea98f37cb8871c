package io.millrace.types.code;

import java.io.DataInput;
import java.io.DataOutput;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The instructions that write fields to any {@link DataOutput} and read them from any {@link DataInput}, one after the other. */
final class StreamCode {

    static final String IN = Type.getDescriptor(DataInput.class);
    static final String OUT = Type.getDescriptor(DataOutput.class);

    private final RecordAccess access;
    private final RecordKind kind;

    StreamCode(RecordAccess access) {
        this.access = access;
        this.kind = access.kind();
    }

    /** Bytes of null bits. */
    int bitBytes() {
        return kind.hasNullBits() ? (access.fields().size() + 7) >> 3 : 0;
    }

    /** Puts the fields that may be null into locals. */
    void loadNullable(MethodVisitor m, int record, int[] values) {
        for (int i = 0; kind.hasNullBits() && i < access.fields().size(); i++) {
            if (!access.fields().get(i).type().isPrimitive()) {
                access.get(m, i, record);
                access.store(m, i, values[i]);
            }
        }
    }

    void writeBits(MethodVisitor m, int number, int[] values, int out) {
        m.visitVarInsn(Opcodes.ALOAD, out);
        pushBits(m, number, values);
        m.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/io/DataOutput", "writeByte", "(I)V", true);
    }

    /** Puts a byte of null bits on the stack. */
    void pushBits(MethodVisitor m, int number, int[] values) {
        RecordAccess.push(m, 0);
        for (int i = 8 * number; i < Math.min(8 * number + 8, access.fields().size()); i++) {
            if (!access.fields().get(i).type().isPrimitive()) {
                m.visitVarInsn(Opcodes.ALOAD, values[i]);
                RecordAccess.push(m, 1 << (i & 7));
                RecordAccess.ops(m, "bit", "(Ljava/lang/Object;I)I");
                m.visitInsn(Opcodes.IOR);
            }
        }
    }

    /** The null bits of a byte that must not be set. */
    int refused(int number) {
        int refused = 0;
        for (int i = 8 * number; i < Math.min(8 * number + 8, access.fields().size()); i++) {
            refused |= access.fields().get(i).type().isPrimitive() ? 1 << (i & 7) : 0;
        }
        return refused;
    }

    void writeField(MethodVisitor m, int i, int record, int[] values, int out) {
        CodedField field = access.fields().get(i);
        String word = field.kind().word();
        if (field.type().isPrimitive()) {
            m.visitVarInsn(Opcodes.ALOAD, out);
            access.get(m, i, record);
            m.visitMethodInsn(
                    Opcodes.INVOKEINTERFACE, "java/io/DataOutput", "write" + word, "(" + writable(field) + ")V", true);
            return;
        }
        boolean other = field.kind() == FieldKind.OTHER;
        String serializer = other ? RecordAccess.SERIALIZER : "";
        if (kind.hasNullBits()) {
            m.visitVarInsn(Opcodes.ALOAD, values[i]);
            access.pushSerializer(m, i);
            m.visitVarInsn(Opcodes.ALOAD, out);
            RecordAccess.ops(m, "write" + word + "IfPresent", "(Ljava/lang/Object;" + serializer + OUT + ")V");
        } else {
            boolean positioned = !other || !field.acceptsNull();
            access.get(m, i, record);
            if (positioned) {
                RecordAccess.push(m, i);
            }
            access.pushSerializer(m, i);
            m.visitVarInsn(Opcodes.ALOAD, out);
            RecordAccess.ops(
                    m,
                    other && positioned ? "writeNotNull" : "write" + word,
                    "(Ljava/lang/Object;" + (positioned ? "I" : "") + serializer + OUT + ")V");
        }
    }

    /** How DataOutput's method takes a primitive. */
    private static String writable(CodedField field) {
        return switch (field.kind()) {
            case BYTE, SHORT, CHAR -> "I";
            default -> Type.getDescriptor(field.type());
        };
    }

    void readBits(MethodVisitor m, int number, int bits, int in) {
        m.visitVarInsn(Opcodes.ALOAD, in);
        m.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/io/DataInput", "readByte", "()B", true);
        RecordAccess.push(m, refused(number));
        RecordAccess.ops(m, "checkBits", "(II)I");
        m.visitVarInsn(Opcodes.ISTORE, bits + number);
    }

    /** Puts the value of a field on the stack. */
    void readField(MethodVisitor m, int i, int bits, int in) {
        CodedField field = access.fields().get(i);
        String word = field.kind().word();
        boolean other = field.kind() == FieldKind.OTHER;
        if (field.type().isPrimitive()) {
            m.visitVarInsn(Opcodes.ALOAD, in);
            if (field.kind() == FieldKind.BOOLEAN) {
                RecordAccess.ops(m, "readBareBoolean", "(" + IN + ")Z");
            } else {
                String descriptor = "()" + Type.getDescriptor(field.type());
                m.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/io/DataInput", "read" + word, descriptor, true);
            }
        } else if (kind.hasNullBits()) {
            m.visitVarInsn(Opcodes.ILOAD, bits + (i >> 3));
            RecordAccess.push(m, 1 << (i & 7));
            access.pushSerializer(m, i);
            m.visitVarInsn(Opcodes.ALOAD, in);
            RecordAccess.ops(
                    m,
                    "read" + word + "IfPresent",
                    "(II" + (other ? RecordAccess.SERIALIZER : "") + IN + ")Ljava/lang/Object;");
        } else if (other) {
            access.pushSerializer(m, i);
            m.visitVarInsn(Opcodes.ALOAD, in);
            RecordAccess.ops(m, "read", "(" + RecordAccess.SERIALIZER + IN + ")Ljava/lang/Object;");
        } else {
            m.visitVarInsn(Opcodes.ALOAD, in);
            RecordAccess.ops(m, "read" + word, "(" + IN + ")Ljava/lang/Object;");
        }
    }
}
