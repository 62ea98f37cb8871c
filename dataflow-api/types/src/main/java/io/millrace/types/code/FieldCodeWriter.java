package io.millrace.types.code;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the class file of a {@link FieldCode}. Every method is a straight line: what depends on a value is a step of {@link
 * FieldOps}. Of a POJO of two fields, {@code int id} and {@code String name}, {@code write} reads
 *
 * <pre>
 * Pojo r = (Pojo) record;
 * Object v1 = r.name;
 * out.writeByte(0 | FieldOps.bit(v1, 2));
 * out.writeInt(r.id);
 * FieldOps.writeTextIfPresent(v1, out);
 * </pre>
 */
final class FieldCodeWriter {

    private static final String OPS = Type.getInternalName(FieldOps.class);
    private static final String SERIALIZER = Type.getDescriptor(TypeSerializer.class);
    private static final String IN = Type.getDescriptor(DataInput.class);
    private static final String OUT = Type.getDescriptor(DataOutput.class);
    private static final String HANDLE = Type.getInternalName(MethodHandle.class);
    private static final String[] THROWS = {Type.getInternalName(IOException.class)};
    private static final Handle CONSTANT = new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/MethodHandles",
            "classDataAt",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)Ljava/lang/Object;",
            false);

    /** Where each method keeps the record (or the null bits it has read) as what it is. */
    private static final int FIRST_LOCAL = 3;

    private final FieldReach reach;
    private final RecordKind kind;
    private final List<CodedField> fields;
    private final String host;
    private final String self;
    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    private final List<MethodHandle> constants = new ArrayList<>();
    /** By field: where its getter stands among the constants, its setter being next; -1 if it is reached directly. */
    private final int[] handles;

    FieldCodeWriter(FieldReach reach, RecordKind kind, List<CodedField> fields) throws IllegalAccessException {
        this.reach = reach;
        this.kind = kind;
        this.fields = fields;
        this.host = Type.getInternalName(reach.host());
        this.self = host + "$FieldCode";
        this.handles = new int[fields.size()];
        for (int i = 0; i < handles.length; i++) {
            handles[i] = -1;
            if (kind != RecordKind.RECORD && !reach.isDirect(fields.get(i))) {
                handles[i] = constants.size();
                constants.add(FieldReach.getter(fields.get(i)));
                constants.add(FieldReach.setter(fields.get(i)));
            }
        }
    }

    /** Whether there can be code: records are made by their constructor alone, and so must name all their classes. */
    boolean canWrite() {
        boolean named = kind != RecordKind.RECORD || fields.stream().allMatch(f -> reach.sees(f.type()));
        // A primitive that its type writes in another way than Java's has no step here.
        return named
                && fields.stream()
                        .allMatch(f -> !f.type().isPrimitive() || f.kind().primitive() == f.type());
    }

    /** The handles that the class takes as its class data. */
    List<MethodHandle> constants() {
        return constants;
    }

    byte[] write() {
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                self,
                null,
                Type.getInternalName(FieldCode.class),
                null);
        writeConstructor();
        writeWrite();
        writeRead();
        writeCopy();
        writeCopyInto();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void writeConstructor() {
        String descriptor = "([" + SERIALIZER + ")V";
        MethodVisitor m = writer.visitMethod(0, "<init>", descriptor, null, null);
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, Type.getInternalName(FieldCode.class), "<init>", "()V", false);
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).kind() == FieldKind.OTHER) {
                writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, "s" + i, SERIALIZER, null, null)
                        .visitEnd();
                m.visitVarInsn(Opcodes.ALOAD, 0);
                m.visitVarInsn(Opcodes.ALOAD, 1);
                push(m, i);
                m.visitInsn(Opcodes.AALOAD);
                m.visitFieldInsn(Opcodes.PUTFIELD, self, "s" + i, SERIALIZER);
            }
        }
        end(m, Opcodes.RETURN);
    }

    private MethodVisitor begin(String name, String descriptor, String... exceptions) {
        MethodVisitor m = writer.visitMethod(Opcodes.ACC_PUBLIC, name, descriptor, null, exceptions);
        m.visitCode();
        return m;
    }

    private static void end(MethodVisitor m, int returning) {
        m.visitInsn(returning);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }

    // write(record: 1, out: 2); 3 is the record as its class, then the fields that may be null.
    private void writeWrite() {
        MethodVisitor m = begin("write", "(Ljava/lang/Object;" + OUT + ")V", THROWS);
        castRecord(m, 1, FIRST_LOCAL);
        if (kind.hasNullBits()) {
            writeNullBits(m);
        }
        for (int i = 0; i < fields.size(); i++) {
            writeField(m, i);
        }
        end(m, Opcodes.RETURN);
    }

    private void castRecord(MethodVisitor m, int from, int to) {
        m.visitVarInsn(Opcodes.ALOAD, from);
        m.visitTypeInsn(Opcodes.CHECKCAST, host);
        m.visitVarInsn(Opcodes.ASTORE, to);
    }

    private void writeNullBits(MethodVisitor m) {
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).type().isPrimitive()) {
                get(m, i, FIRST_LOCAL);
                m.visitVarInsn(Opcodes.ASTORE, FIRST_LOCAL + 1 + i);
            }
        }
        for (int start = 0; start < fields.size(); start += 8) {
            m.visitVarInsn(Opcodes.ALOAD, 2);
            push(m, 0);
            for (int i = start; i < Math.min(start + 8, fields.size()); i++) {
                if (!fields.get(i).type().isPrimitive()) {
                    m.visitVarInsn(Opcodes.ALOAD, FIRST_LOCAL + 1 + i);
                    push(m, 1 << (i - start));
                    ops(m, "bit", "(Ljava/lang/Object;I)I");
                    m.visitInsn(Opcodes.IOR);
                }
            }
            m.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/io/DataOutput", "writeByte", "(I)V", true);
        }
    }

    private void writeField(MethodVisitor m, int i) {
        CodedField field = fields.get(i);
        String word = field.kind().word();
        if (field.type().isPrimitive()) {
            m.visitVarInsn(Opcodes.ALOAD, 2);
            get(m, i, FIRST_LOCAL);
            m.visitMethodInsn(
                    Opcodes.INVOKEINTERFACE, "java/io/DataOutput", "write" + word, "(" + writable(field) + ")V", true);
            return;
        }
        boolean other = field.kind() == FieldKind.OTHER;
        String serializer = other ? SERIALIZER : "";
        if (kind.hasNullBits()) {
            m.visitVarInsn(Opcodes.ALOAD, FIRST_LOCAL + 1 + i);
            pushSerializer(m, i);
            m.visitVarInsn(Opcodes.ALOAD, 2);
            ops(m, "write" + word + "IfPresent", "(Ljava/lang/Object;" + serializer + OUT + ")V");
        } else {
            boolean positioned = !other || !field.acceptsNull();
            get(m, i, FIRST_LOCAL);
            if (positioned) {
                push(m, i);
            }
            pushSerializer(m, i);
            m.visitVarInsn(Opcodes.ALOAD, 2);
            ops(
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

    // read(in: 1); 2 is the new record, from 3 the null bits.
    private void writeRead() {
        MethodVisitor m = begin("read", "(" + IN + ")Ljava/lang/Object;", THROWS);
        if (kind.hasNullBits()) {
            readNullBits(m);
        }
        newRecord(m, 2);
        for (int i = 0; i < fields.size(); i++) {
            int field = i;
            set(m, i, 2, () -> readField(m, field));
        }
        madeRecord(m, 2);
        end(m, Opcodes.ARETURN);
    }

    private void readNullBits(MethodVisitor m) {
        for (int start = 0; start < fields.size(); start += 8) {
            int refused = 0;
            for (int i = start; i < Math.min(start + 8, fields.size()); i++) {
                refused |= fields.get(i).type().isPrimitive() ? 1 << (i - start) : 0;
            }
            m.visitVarInsn(Opcodes.ALOAD, 1);
            m.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/io/DataInput", "readByte", "()B", true);
            push(m, refused);
            ops(m, "checkBits", "(II)I");
            m.visitVarInsn(Opcodes.ISTORE, FIRST_LOCAL + (start >> 3));
        }
    }

    private void readField(MethodVisitor m, int i) {
        CodedField field = fields.get(i);
        String word = field.kind().word();
        if (field.type().isPrimitive()) {
            m.visitVarInsn(Opcodes.ALOAD, 1);
            if (field.kind() == FieldKind.BOOLEAN) {
                ops(m, "readBareBoolean", "(" + IN + ")Z");
            } else {
                String descriptor = "()" + Type.getDescriptor(field.type());
                m.visitMethodInsn(Opcodes.INVOKEINTERFACE, "java/io/DataInput", "read" + word, descriptor, true);
            }
            return;
        }
        boolean other = field.kind() == FieldKind.OTHER;
        if (kind.hasNullBits()) {
            m.visitVarInsn(Opcodes.ILOAD, FIRST_LOCAL + (i >> 3));
            push(m, 1 << (i & 7));
            pushSerializer(m, i);
            m.visitVarInsn(Opcodes.ALOAD, 1);
            ops(
                    m,
                    "read" + word + "IfPresent",
                    "(II" + (other ? SERIALIZER : "") + IN + ")Ljava/lang/Object;");
        } else if (other) {
            pushSerializer(m, i);
            m.visitVarInsn(Opcodes.ALOAD, 1);
            m.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL,
                    Type.getInternalName(TypeSerializer.class),
                    "deserialize",
                    "(" + IN + ")Ljava/lang/Object;",
                    false);
        } else {
            m.visitVarInsn(Opcodes.ALOAD, 1);
            ops(m, "read" + word, "(" + IN + ")Ljava/lang/Object;");
        }
    }

    // copy(record: 1); 2 is the copy, 3 the record as its class.
    private void writeCopy() {
        MethodVisitor m = begin("copy", "(Ljava/lang/Object;)Ljava/lang/Object;");
        castRecord(m, 1, FIRST_LOCAL);
        newRecord(m, 2);
        for (int i = 0; i < fields.size(); i++) {
            int field = i;
            set(m, i, 2, () -> copyField(m, field, FIRST_LOCAL));
        }
        madeRecord(m, 2);
        end(m, Opcodes.ARETURN);
    }

    // copyInto(from: 1, to: 2); 3 is the first as its class, 4 the second.
    private void writeCopyInto() {
        MethodVisitor m = begin("copyInto", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;");
        if (kind == RecordKind.RECORD) {
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitVarInsn(Opcodes.ALOAD, 1);
            m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, self, "copy", "(Ljava/lang/Object;)Ljava/lang/Object;", false);
        } else {
            castRecord(m, 1, FIRST_LOCAL);
            castRecord(m, 2, FIRST_LOCAL + 1);
            for (int i = 0; i < fields.size(); i++) {
                int field = i;
                set(m, i, FIRST_LOCAL + 1, () -> copyField(m, field, FIRST_LOCAL));
            }
            m.visitVarInsn(Opcodes.ALOAD, 2);
        }
        end(m, Opcodes.ARETURN);
    }

    private void copyField(MethodVisitor m, int i, int from) {
        CodedField field = fields.get(i);
        get(m, i, from);
        if (!field.type().isPrimitive() && !field.immutable()) {
            pushSerializer(m, i);
            ops(m, "copy", "(Ljava/lang/Object;" + SERIALIZER + ")Ljava/lang/Object;");
        }
    }

    // Making records: empty ones first, then their fields; Java records with all their fields on the stack.

    private void newRecord(MethodVisitor m, int local) {
        m.visitTypeInsn(Opcodes.NEW, host);
        m.visitInsn(Opcodes.DUP);
        if (kind != RecordKind.RECORD) {
            m.visitMethodInsn(Opcodes.INVOKESPECIAL, host, "<init>", "()V", false);
            m.visitVarInsn(Opcodes.ASTORE, local);
        }
    }

    private void madeRecord(MethodVisitor m, int local) {
        if (kind == RecordKind.RECORD) {
            Type[] components = fields.stream().map(f -> Type.getType(f.type())).toArray(Type[]::new);
            m.visitMethodInsn(
                    Opcodes.INVOKESPECIAL,
                    host,
                    "<init>",
                    Type.getMethodDescriptor(Type.VOID_TYPE, components),
                    false);
        } else {
            m.visitVarInsn(Opcodes.ALOAD, local);
        }
    }

    /** Puts the value of a field of the record in a local on the stack. */
    private void get(MethodVisitor m, int i, int record) {
        CodedField field = fields.get(i);
        String name = field.member().getName();
        if (handles[i] >= 0) {
            constant(m, handles[i]);
            m.visitVarInsn(Opcodes.ALOAD, record);
            String descriptor = "(Ljava/lang/Object;)" + Type.getDescriptor(FieldReach.plain(field.type()));
            m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, "invokeExact", descriptor, false);
            return;
        }
        m.visitVarInsn(Opcodes.ALOAD, record);
        if (kind == RecordKind.RECORD) {
            m.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, host, name, Type.getMethodDescriptor((Method) field.member()), false);
        } else {
            m.visitFieldInsn(Opcodes.GETFIELD, owner(field), name, Type.getDescriptor(field.type()));
        }
    }

    /** Gives a field the value that {@code value} puts on the stack; of a Java record, leaves it there. */
    private void set(MethodVisitor m, int i, int record, Runnable value) {
        CodedField field = fields.get(i);
        if (kind == RecordKind.RECORD) {
            value.run();
            cast(m, field);
        } else if (handles[i] >= 0) {
            constant(m, handles[i] + 1);
            m.visitVarInsn(Opcodes.ALOAD, record);
            value.run();
            String descriptor = "(Ljava/lang/Object;" + Type.getDescriptor(FieldReach.plain(field.type())) + ")V";
            m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, "invokeExact", descriptor, false);
        } else {
            m.visitVarInsn(Opcodes.ALOAD, record);
            value.run();
            cast(m, field);
            m.visitFieldInsn(
                    Opcodes.PUTFIELD, owner(field), field.member().getName(), Type.getDescriptor(field.type()));
        }
    }

    private static void cast(MethodVisitor m, CodedField field) {
        if (!field.type().isPrimitive() && field.type() != Object.class) {
            m.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(field.type()));
        }
    }

    private static String owner(CodedField field) {
        return Type.getInternalName(field.member().getDeclaringClass());
    }

    private void pushSerializer(MethodVisitor m, int i) {
        if (fields.get(i).kind() == FieldKind.OTHER) {
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitFieldInsn(Opcodes.GETFIELD, self, "s" + i, SERIALIZER);
        }
    }

    private static void constant(MethodVisitor m, int index) {
        m.visitLdcInsn(new ConstantDynamic("_", "Ljava/lang/invoke/MethodHandle;", CONSTANT, Type.getType(MethodHandle.class), index));
    }

    private static void ops(MethodVisitor m, String name, String descriptor) {
        m.visitMethodInsn(Opcodes.INVOKESTATIC, OPS, name, descriptor, false);
    }

    private static void push(MethodVisitor m, int value) {
        if (value >= -1 && value <= 5) {
            m.visitInsn(Opcodes.ICONST_0 + value);
        } else if (value <= Byte.MAX_VALUE) {
            m.visitIntInsn(Opcodes.BIPUSH, value);
        } else {
            m.visitIntInsn(Opcodes.SIPUSH, value);
        }
    }
}
