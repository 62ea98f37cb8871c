package io.millrace.types.code;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** The instructions by which made code takes records of one class apart and makes them. */
final class RecordAccess {

    static final String SERIALIZER = Type.getDescriptor(TypeSerializer.class);

    private static final String OPS = Type.getInternalName(FieldOps.class);
    private static final String HANDLE = Type.getInternalName(MethodHandle.class);
    private static final Handle CONSTANT = new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/MethodHandles",
            "classDataAt",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)Ljava/lang/Object;",
            false);

    private final FieldReach reach;
    private final RecordKind kind;
    private final List<CodedField> fields;
    private final String host;
    private final String self;
    private final List<MethodHandle> constants = new ArrayList<>();
    /** By field: where its getter stands among the constants, its setter being next; -1 if it is reached directly. */
    private final int[] handles;

    RecordAccess(FieldReach reach, RecordKind kind, List<CodedField> fields) throws IllegalAccessException {
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
    boolean isPossible() {
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

    RecordKind kind() {
        return kind;
    }

    List<CodedField> fields() {
        return fields;
    }

    /** The internal name of the class that is made. */
    String self() {
        return self;
    }

    /** Puts an object in a local into another one, as a record. */
    void castRecord(MethodVisitor m, int from, int to) {
        m.visitVarInsn(Opcodes.ALOAD, from);
        m.visitTypeInsn(Opcodes.CHECKCAST, host);
        m.visitVarInsn(Opcodes.ASTORE, to);
    }

    /** Puts the value of a field of the record in a local on the stack. */
    void get(MethodVisitor m, int i, int record) {
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

    /**
     * Makes a record of values in locals and puts it on the stack. The values are there first, since what is put into an object that
     * was just made needs no barrier of the collector, and takes the place of its zeroes.
     *
     * @param values as {@link #locals} gives them, each with its value: a primitive as it is, everything else as an Object
     * @param local a free one
     */
    void make(MethodVisitor m, int[] values, int local) {
        m.visitTypeInsn(Opcodes.NEW, host);
        m.visitInsn(Opcodes.DUP);
        if (kind == RecordKind.RECORD) {
            for (int i = 0; i < fields.size(); i++) {
                load(m, i, values[i]);
                cast(m, fields.get(i));
            }
            Type[] components = fields.stream().map(f -> Type.getType(f.type())).toArray(Type[]::new);
            m.visitMethodInsn(
                    Opcodes.INVOKESPECIAL, host, "<init>", Type.getMethodDescriptor(Type.VOID_TYPE, components), false);
            return;
        }
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, host, "<init>", "()V", false);
        m.visitVarInsn(Opcodes.ASTORE, local);
        for (int i = 0; i < fields.size(); i++) {
            set(m, i, local, values[i]);
        }
        m.visitVarInsn(Opcodes.ALOAD, local);
    }

    /** Gives a field of the record in a local the value in another; not of Java records. */
    void set(MethodVisitor m, int i, int record, int value) {
        CodedField field = fields.get(i);
        if (handles[i] >= 0) {
            constant(m, handles[i] + 1);
            m.visitVarInsn(Opcodes.ALOAD, record);
            load(m, i, value);
            String descriptor = "(Ljava/lang/Object;" + Type.getDescriptor(FieldReach.plain(field.type())) + ")V";
            m.visitMethodInsn(Opcodes.INVOKEVIRTUAL, HANDLE, "invokeExact", descriptor, false);
        } else {
            m.visitVarInsn(Opcodes.ALOAD, record);
            load(m, i, value);
            cast(m, field);
            m.visitFieldInsn(
                    Opcodes.PUTFIELD, owner(field), field.member().getName(), Type.getDescriptor(field.type()));
        }
    }

    private void load(MethodVisitor m, int i, int local) {
        m.visitVarInsn(local(i).getOpcode(Opcodes.ILOAD), local);
    }

    /** Puts the value of a field that is on the stack into a local. */
    void store(MethodVisitor m, int i, int local) {
        m.visitVarInsn(local(i).getOpcode(Opcodes.ISTORE), local);
    }

    private Type local(int i) {
        return Type.getType(FieldReach.plain(fields.get(i).type()));
    }

    /** By field, a local for its value; and behind them the first free one. */
    int[] locals(int first) {
        int[] locals = new int[fields.size() + 1];
        int next = first;
        for (int i = 0; i < fields.size(); i++) {
            locals[i] = next;
            next += local(i).getSize();
        }
        locals[fields.size()] = next;
        return locals;
    }

    private static void cast(MethodVisitor m, CodedField field) {
        if (!field.type().isPrimitive() && field.type() != Object.class) {
            m.visitTypeInsn(Opcodes.CHECKCAST, Type.getInternalName(field.type()));
        }
    }

    private static String owner(CodedField field) {
        return Type.getInternalName(field.member().getDeclaringClass());
    }

    /** Puts the serialiser of a field on the stack, if it is asked for it. */
    void pushSerializer(MethodVisitor m, int i) {
        if (fields.get(i).kind() == FieldKind.OTHER) {
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitFieldInsn(Opcodes.GETFIELD, self, "s" + i, SERIALIZER);
        }
    }

    private static void constant(MethodVisitor m, int index) {
        m.visitLdcInsn(new ConstantDynamic(
                "_", "Ljava/lang/invoke/MethodHandle;", CONSTANT, Type.getType(MethodHandle.class), index));
    }

    /** A step of {@link FieldOps}. */
    static void ops(MethodVisitor m, String name, String descriptor) {
        m.visitMethodInsn(Opcodes.INVOKESTATIC, OPS, name, descriptor, false);
    }

    static void push(MethodVisitor m, int value) {
        if (value >= -1 && value <= 5) {
            m.visitInsn(Opcodes.ICONST_0 + value);
        } else if (value <= Byte.MAX_VALUE) {
            m.visitIntInsn(Opcodes.BIPUSH, value);
        } else {
            m.visitIntInsn(Opcodes.SIPUSH, value);
        }
    }
}
