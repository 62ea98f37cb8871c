package io.millrace.types.code;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the class file of a {@link FieldCode}. Every method is a straight line, but for one question in two of them: whether the
 * bytes lie in an array. What depends on a value is a step of {@link FieldOps}. Of a POJO of three fields, {@code int id}, {@code
 * String name} and {@code long time}, what writes to an array ({@link ArrayCode}) reads
 *
 * <pre>
 * Pojo r = (Pojo) record;
 * Object v1 = r.name;
 * int at = out.reserve(5);
 * byte[] bytes = out.array();
 * bytes[at] = 0 | FieldOps.bit(v1, 2);
 * FixedOps.put(bytes, at + 1, r.id);
 * FieldOps.writeTextIfPresent(v1, out);
 * at = out.reserve(8);
 * bytes = out.array();
 * FixedOps.put(bytes, at, r.time);
 * </pre>
 *
 * and what writes to any other target ({@link StreamCode}) {@code out.writeByte(…); out.writeInt(r.id); …}.
 */
final class FieldCodeWriter {

    private static final String ARRAY_IN = Type.getDescriptor(ArrayInput.class);
    private static final String ARRAY_OUT = Type.getDescriptor(ArrayOutput.class);
    private static final String OBJECT = "Ljava/lang/Object;";
    private static final String[] THROWS = {Type.getInternalName(IOException.class)};

    private final RecordAccess access;
    private final StreamCode stream;
    private final ArrayCode array;
    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

    FieldCodeWriter(RecordAccess access) {
        this.access = access;
        this.stream = new StreamCode(access);
        this.array = new ArrayCode(access, stream);
    }

    /** The handles that the class takes as its class data. */
    List<MethodHandle> constants() {
        return access.constants();
    }

    byte[] write() {
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                access.self(),
                null,
                Type.getInternalName(FieldCode.class),
                null);
        writeConstructor();
        writeChoice("write", "(" + OBJECT, StreamCode.OUT, ARRAY_OUT, ")V");
        writeWrite("writeStream", StreamCode.OUT);
        writeWrite("writeArray", ARRAY_OUT);
        writeChoice("read", "(", StreamCode.IN, ARRAY_IN, ")" + OBJECT);
        writeRead("readStream", StreamCode.IN);
        writeRead("readArray", ARRAY_IN);
        writeCopy();
        writeCopyInto();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void writeConstructor() {
        String descriptor = "([" + RecordAccess.SERIALIZER + ")V";
        MethodVisitor m = writer.visitMethod(0, "<init>", descriptor, null, null);
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, Type.getInternalName(FieldCode.class), "<init>", "()V", false);
        List<CodedField> fields = access.fields();
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).kind() == FieldKind.OTHER) {
                writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "s" + i, RecordAccess.SERIALIZER, null, null)
                        .visitEnd();
                m.visitVarInsn(Opcodes.ALOAD, 0);
                m.visitVarInsn(Opcodes.ALOAD, 1);
                RecordAccess.push(m, i);
                m.visitInsn(Opcodes.AALOAD);
                m.visitFieldInsn(Opcodes.PUTFIELD, access.self(), "s" + i, RecordAccess.SERIALIZER);
            }
        }
        end(m, Opcodes.RETURN);
    }

    private MethodVisitor begin(int visible, String name, String descriptor, String... exceptions) {
        MethodVisitor m = writer.visitMethod(visible, name, descriptor, null, exceptions);
        m.visitCode();
        return m;
    }

    private static void end(MethodVisitor m, int returning) {
        m.visitInsn(returning);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }

    /** A method that calls one of two, by whether its last argument is of a class. */
    private void writeChoice(String name, String before, String any, String known, String behind) {
        MethodVisitor m = begin(Opcodes.ACC_PUBLIC, name, before + any + behind, THROWS);
        int last = before.length() > 1 ? 2 : 1;
        int returning = behind.endsWith("V") ? Opcodes.RETURN : Opcodes.ARETURN;
        String type = Type.getType(known).getInternalName();
        Label otherwise = new Label();
        m.visitVarInsn(Opcodes.ALOAD, last);
        m.visitTypeInsn(Opcodes.INSTANCEOF, type);
        m.visitJumpInsn(Opcodes.IFEQ, otherwise);
        loadAll(m, last);
        m.visitTypeInsn(Opcodes.CHECKCAST, type);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, access.self(), name + "Array", before + known + behind, false);
        m.visitInsn(returning);
        m.visitLabel(otherwise);
        m.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
        loadAll(m, last);
        m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, access.self(), name + "Stream", before + any + behind, false);
        end(m, returning);
    }

    private static void loadAll(MethodVisitor m, int last) {
        for (int i = 0; i <= last; i++) {
            m.visitVarInsn(Opcodes.ALOAD, i);
        }
    }

    // (record: 1, out: 2); 3 is the record as its class, then the fields that may be null.
    private void writeWrite(String name, String target) {
        MethodVisitor m = begin(Opcodes.ACC_PRIVATE, name, "(" + OBJECT + target + ")V", THROWS);
        access.castRecord(m, 1, 3);
        int[] values = access.locals(4);
        stream.loadNullable(m, 3, values);
        int fields = access.fields().size();
        if (target.equals(ARRAY_OUT)) {
            array.write(m, 3, values, 2, values[fields]);
        } else {
            for (int i = 0; i < stream.bitBytes(); i++) {
                stream.writeBits(m, i, values, 2);
            }
            for (int i = 0; i < fields; i++) {
                stream.writeField(m, i, 3, values, 2);
            }
        }
        end(m, Opcodes.RETURN);
    }

    // (in: 1); from 2 the null bits, then the values of the fields, then what is free.
    private void writeRead(String name, String source) {
        MethodVisitor m = begin(Opcodes.ACC_PRIVATE, name, "(" + source + ")" + OBJECT, THROWS);
        int[] values = access.locals(2 + stream.bitBytes());
        int fields = access.fields().size();
        if (source.equals(ARRAY_IN)) {
            array.read(m, values, 2, 1, values[fields]);
        } else {
            for (int i = 0; i < stream.bitBytes(); i++) {
                stream.readBits(m, i, 2, 1);
            }
            for (int i = 0; i < fields; i++) {
                stream.readField(m, i, 2, 1);
                access.store(m, i, values[i]);
            }
        }
        access.make(m, values, values[fields]);
        end(m, Opcodes.ARETURN);
    }

    // (record: 1); 2 is the record as its class, then the copies of its fields.
    private void writeCopy() {
        MethodVisitor m = begin(Opcodes.ACC_PUBLIC, "copy", "(" + OBJECT + ")" + OBJECT);
        access.castRecord(m, 1, 2);
        int[] values = access.locals(3);
        for (int i = 0; i < access.fields().size(); i++) {
            copyField(m, i, 2, values[i]);
        }
        access.make(m, values, values[access.fields().size()]);
        end(m, Opcodes.ARETURN);
    }

    // (from: 1, to: 2); 3 is the first as its class, 4 the second, then the copies.
    private void writeCopyInto() {
        MethodVisitor m = begin(Opcodes.ACC_PUBLIC, "copyInto", "(" + OBJECT + OBJECT + ")" + OBJECT);
        if (access.kind() == RecordKind.RECORD) {
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitVarInsn(Opcodes.ALOAD, 1);
            m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, access.self(), "copy", "(" + OBJECT + ")" + OBJECT, false);
        } else {
            access.castRecord(m, 1, 3);
            access.castRecord(m, 2, 4);
            int[] values = access.locals(5);
            for (int i = 0; i < access.fields().size(); i++) {
                copyField(m, i, 3, values[i]);
                access.set(m, i, 4, values[i]);
            }
            m.visitVarInsn(Opcodes.ALOAD, 2);
        }
        end(m, Opcodes.ARETURN);
    }

    private void copyField(MethodVisitor m, int i, int record, int value) {
        CodedField field = access.fields().get(i);
        access.get(m, i, record);
        if (!field.type().isPrimitive() && !field.immutable()) {
            access.pushSerializer(m, i);
            RecordAccess.ops(m, "copy", "(" + OBJECT + RecordAccess.SERIALIZER + ")" + OBJECT);
        }
        access.store(m, i, value);
    }
}
