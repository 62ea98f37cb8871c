package io.millrace.taskmanager.fused;

import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.functions.FilterFunction;
import io.millrace.dataflow.functions.MapFunction;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the class file of a {@link FusedRun}. Of three operators, a map and a filter by lambdas and a map by an object of a class
 * {@code Price} with fields, between which records are copied, {@code process} reads
 *
 * <pre>
 * MapFunction f2 = (MapFunction) Objects.requireNonNull(Price.class.cast(part0));
 * TypeSerializer c2 = (TypeSerializer) Objects.requireNonNull(TupleSerializer.class.cast(part1));
 * Object r = record;
 * int at = 0;
 * try {
 *     r = FIRST.map(r);
 *     at = 1;
 *     if (!SECOND.filter(r)) return;
 *     passed1++;
 *     at = 2;
 *     r = c2.copy(r);
 *     r = f2.map(r);
 *     output.collect(r, timestamp);
 * } catch (Throwable thrown) {
 *     throw failing.failed(at, record, thrown);
 * }
 * </pre>
 *
 * <p>{@code FIRST}, {@code SECOND} and the classes are constants, so each call has one target that the JIT knows without a look
 * at what came before, and while there is an {@code r} nothing can be null or of another class than expected. The handler knows the
 * record that came and not {@code r}: what a handler may show to others must be an object in memory, and so must be all numbers
 * that only pass from function to function.
 */
final class FusedRunWriter {
    private static final String OBJECT = "java/lang/Object";
    private static final String RUN = Type.getInternalName(FusedRun.class);
    private static final String OUTPUT = Type.getInternalName(Output.class);
    private static final String FAILING = Type.getInternalName(FusedRun.Failing.class);
    private static final String SERIALIZER = Type.getInternalName(TypeSerializer.class);
    private static final String MAP = Type.getInternalName(MapFunction.class);
    private static final String FILTER = Type.getInternalName(FilterFunction.class);
    private static final Handle CONSTANT = new Handle(
            Opcodes.H_INVOKESTATIC,
            "java/lang/invoke/MethodHandles",
            "classDataAt",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)Ljava/lang/Object;",
            false);

    // Locals of process: this, the record as it came, its timestamp, the record as it is, which step has it, and parts.
    private static final int RECORD = 1;
    private static final int TIMESTAMP = 2;
    private static final int CURRENT = 4;
    private static final int AT = 5;
    private static final int FIRST_PART = 6;

    private final List<FusedStep> steps;
    private final String self;
    private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_FRAMES);
    private final List<Object> constants = new ArrayList<>();

    /** @param packageName of the lookup that will define the class */
    FusedRunWriter(String packageName, List<FusedStep> steps) {
        this.steps = List.copyOf(steps);
        this.self = packageName.replace('.', '/') + "/FusedOperators";
    }

    /** What the class takes as its class data. After {@link #write}. */
    List<Object> constants() {
        return constants;
    }

    /** What a run of such a class has as its own: functions that are not constants, and copiers, in the order of use. */
    static Object[] parts(List<FusedStep> steps) {
        List<Object> parts = new ArrayList<>();
        for (FusedStep step : steps) {
            if (step.copier() != null) {
                parts.add(step.copier());
            }
            if (!step.isConstant()) {
                parts.add(step.function());
            }
        }
        return parts.toArray();
    }

    byte[] write() {
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                self,
                null,
                OBJECT,
                new String[] {RUN});
        field("output", "L" + OUTPUT + ";");
        field("failing", "L" + FAILING + ";");
        writeConstructor();
        writeProcess();
        writePassed();
        writer.visitEnd();
        return writer.toByteArray();
    }

    private void field(String name, String descriptor) {
        writer.visitField(Opcodes.ACC_PRIVATE, name, descriptor, null, null).visitEnd();
    }

    // this(parts: 1, output: 2, failing: 3)
    private void writeConstructor() {
        MethodVisitor m =
                writer.visitMethod(0, "<init>", "([Ljava/lang/Object;L" + OUTPUT + ";L" + FAILING + ";)V", null, null);
        m.visitCode();
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitMethodInsn(Opcodes.INVOKESPECIAL, OBJECT, "<init>", "()V", false);
        int parts = parts(steps).length;
        for (int i = 0; i < parts; i++) {
            field("part" + i, "Ljava/lang/Object;");
            m.visitVarInsn(Opcodes.ALOAD, 0);
            m.visitVarInsn(Opcodes.ALOAD, 1);
            push(m, i);
            m.visitInsn(Opcodes.AALOAD);
            m.visitFieldInsn(Opcodes.PUTFIELD, self, "part" + i, "Ljava/lang/Object;");
        }
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitVarInsn(Opcodes.ALOAD, 2);
        m.visitFieldInsn(Opcodes.PUTFIELD, self, "output", "L" + OUTPUT + ";");
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitVarInsn(Opcodes.ALOAD, 3);
        m.visitFieldInsn(Opcodes.PUTFIELD, self, "failing", "L" + FAILING + ";");
        end(m, Opcodes.RETURN);
    }

    private void writeProcess() {
        MethodVisitor m = writer.visitMethod(Opcodes.ACC_PUBLIC, "process", "(Ljava/lang/Object;J)V", null, null);
        m.visitCode();
        takeParts(m);
        m.visitVarInsn(Opcodes.ALOAD, RECORD);
        m.visitVarInsn(Opcodes.ASTORE, CURRENT);
        push(m, 0);
        m.visitVarInsn(Opcodes.ISTORE, AT);
        Label begin = new Label();
        Label end = new Label();
        Label handler = new Label();
        m.visitTryCatchBlock(begin, end, handler, "java/lang/Throwable");
        m.visitLabel(begin);
        int part = FIRST_PART;
        for (int i = 0; i < steps.size(); i++) {
            if (i > 0) {
                push(m, i);
                m.visitVarInsn(Opcodes.ISTORE, AT);
            }
            part = writeStep(m, i, part);
        }
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitFieldInsn(Opcodes.GETFIELD, self, "output", "L" + OUTPUT + ";");
        m.visitVarInsn(Opcodes.ALOAD, CURRENT);
        m.visitVarInsn(Opcodes.LLOAD, TIMESTAMP);
        m.visitMethodInsn(Opcodes.INVOKEINTERFACE, OUTPUT, "collect", "(Ljava/lang/Object;J)V", true);
        m.visitLabel(end);
        m.visitInsn(Opcodes.RETURN);
        m.visitLabel(handler);
        int thrown = part;
        m.visitVarInsn(Opcodes.ASTORE, thrown);
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitFieldInsn(Opcodes.GETFIELD, self, "failing", "L" + FAILING + ";");
        m.visitVarInsn(Opcodes.ILOAD, AT);
        m.visitVarInsn(Opcodes.ALOAD, RECORD);
        m.visitVarInsn(Opcodes.ALOAD, thrown);
        m.visitMethodInsn(
                Opcodes.INVOKEINTERFACE,
                FAILING,
                "failed",
                "(ILjava/lang/Object;Ljava/lang/Throwable;)Ljava/lang/RuntimeException;",
                true);
        end(m, Opcodes.ATHROW);
    }

    /** Each part into a local of its own, as what it is: what could go wrong with that goes wrong here. */
    private void takeParts(MethodVisitor m) {
        int part = 0;
        for (FusedStep step : steps) {
            if (step.copier() != null) {
                take(m, part++, step.copier().getClass(), SERIALIZER);
            }
            if (!step.isConstant()) {
                take(m, part++, step.function().getClass(), step.isFilter() ? FILTER : MAP);
            }
        }
    }

    // The class itself may have no name here, as that of a lambda has none.
    private void take(MethodVisitor m, int part, Class<?> type, String usedAs) {
        constant(m, type, "java/lang/Class");
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitFieldInsn(Opcodes.GETFIELD, self, "part" + part, "Ljava/lang/Object;");
        m.visitMethodInsn(
                Opcodes.INVOKEVIRTUAL, "java/lang/Class", "cast", "(Ljava/lang/Object;)Ljava/lang/Object;", false);
        m.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                Type.getInternalName(Objects.class),
                "requireNonNull",
                "(Ljava/lang/Object;)Ljava/lang/Object;",
                false);
        m.visitTypeInsn(Opcodes.CHECKCAST, usedAs);
        m.visitVarInsn(Opcodes.ASTORE, FIRST_PART + part);
    }

    /** Returns the local of the part that comes next. */
    private int writeStep(MethodVisitor m, int index, int firstPart) {
        FusedStep step = steps.get(index);
        int part = firstPart;
        if (step.copier() != null) {
            m.visitVarInsn(Opcodes.ALOAD, part++);
            m.visitVarInsn(Opcodes.ALOAD, CURRENT);
            m.visitMethodInsn(
                    Opcodes.INVOKEVIRTUAL, SERIALIZER, "copy", "(Ljava/lang/Object;)Ljava/lang/Object;", false);
            m.visitVarInsn(Opcodes.ASTORE, CURRENT);
        }
        String type = step.isFilter() ? FILTER : MAP;
        if (step.isConstant()) {
            constant(m, step.function(), type);
        } else {
            m.visitVarInsn(Opcodes.ALOAD, part++);
        }
        m.visitVarInsn(Opcodes.ALOAD, CURRENT);
        if (step.isFilter()) {
            m.visitMethodInsn(Opcodes.INVOKEINTERFACE, FILTER, "filter", "(Ljava/lang/Object;)Z", true);
            Label passes = new Label();
            m.visitJumpInsn(Opcodes.IFNE, passes);
            m.visitInsn(Opcodes.RETURN);
            m.visitLabel(passes);
            count(m, index);
        } else {
            m.visitMethodInsn(Opcodes.INVOKEINTERFACE, MAP, "map", "(Ljava/lang/Object;)Ljava/lang/Object;", true);
            m.visitVarInsn(Opcodes.ASTORE, CURRENT);
        }
        return part;
    }

    private void count(MethodVisitor m, int filter) {
        field("passed" + filter, "J");
        m.visitVarInsn(Opcodes.ALOAD, 0);
        m.visitInsn(Opcodes.DUP);
        m.visitFieldInsn(Opcodes.GETFIELD, self, "passed" + filter, "J");
        m.visitInsn(Opcodes.LCONST_1);
        m.visitInsn(Opcodes.LADD);
        m.visitFieldInsn(Opcodes.PUTFIELD, self, "passed" + filter, "J");
    }

    // passed(step: 1)
    private void writePassed() {
        MethodVisitor m = writer.visitMethod(Opcodes.ACC_PUBLIC, "passed", "(I)J", null, null);
        m.visitCode();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).isFilter()) {
                Label other = new Label();
                m.visitVarInsn(Opcodes.ILOAD, 1);
                push(m, i);
                m.visitJumpInsn(Opcodes.IF_ICMPNE, other);
                m.visitVarInsn(Opcodes.ALOAD, 0);
                m.visitFieldInsn(Opcodes.GETFIELD, self, "passed" + i, "J");
                m.visitInsn(Opcodes.LRETURN);
                m.visitLabel(other);
            }
        }
        m.visitInsn(Opcodes.LCONST_0);
        end(m, Opcodes.LRETURN);
    }

    private void constant(MethodVisitor m, Object value, String type) {
        m.visitLdcInsn(new ConstantDynamic("_", "L" + type + ";", CONSTANT, constants.size()));
        constants.add(value);
    }

    private static void push(MethodVisitor m, int value) {
        m.visitIntInsn(Opcodes.SIPUSH, value);
    }

    private static void end(MethodVisitor m, int last) {
        m.visitInsn(last);
        m.visitMaxs(0, 0);
        m.visitEnd();
    }
}
