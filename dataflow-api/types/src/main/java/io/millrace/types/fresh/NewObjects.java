package io.millrace.types.fresh;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;
import org.objectweb.asm.tree.analysis.Interpreter;

/**
 * Follows the objects of one class that a method makes, through all ways that its code may take.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>An escape analysis over the method's control flow (ASM's {@link Analyzer}): for each variable, at which instructions the object
 *       was made that it may hold. What is put into a field, an array or a lambda, thrown, or given to a method that may keep it has
 *       escaped, wherever that happens.
 *   <li>Methods that get an object, constructors too, are followed in the same way, if it is certain which method runs; static
 *       methods that return one are, too.
 *   <li>Once it is emitted an object is gone: every variable that may hold it, or another one made at the same instruction. Whatever uses
 *       such a variable, even to read, ends the attempt.
 * </ol>
 */
final class NewObjects {
    /** So many methods are looked into for one. */
    private static final int METHODS_MAX = 64;

    private static final String COLLECTOR = "io/millrace/dataflow/util/Collector";

    /** Says what else instructions push. */
    private static final BasicInterpreter BASIC = new BasicInterpreter();

    private final String wanted;
    private final Map<Asked, Boolean> answers = new HashMap<>();

    /** A question about a method that is called: about an argument, or, of -1, about what it returns. */
    private record Asked(Class<?> owner, String name, String descriptor, int argument) {}

    /** @param wanted the internal name of the class whose objects are followed */
    NewObjects(String wanted) {
        this.wanted = wanted;
    }

    /** Whether each object that the method returns is new, and held by nobody else. */
    boolean areReturned(MethodBody body) {
        Walk walk = new Walk(body, -1, false);
        Held returned = walk.isWalked() ? walk.returned : null;
        return returned != null && returned.isOnlyFollowed() && walk.isFree(returned);
    }

    /** Whether each object that the method gives to its last argument, a collector, is new, and held by nobody else from then on. */
    boolean areCollected(MethodBody body) {
        // A handler of exceptions may go on with an object of which it is not known whether it was emitted.
        if (body.arguments() == 0 || !body.code().tryCatchBlocks.isEmpty()) {
            return false;
        }
        Walk walk = new Walk(body, body.arguments() - 1, true);
        return walk.isWalked() && walk.collected.stream().noneMatch(walk.escaped::contains) && !walk.hasGivenAway();
    }

    /** The answer for a method that is called; no, while it is being found, and if there were too many questions. */
    private boolean answer(MethodBody body, int argument) {
        Asked asked = new Asked(body.owner(), body.code().name, body.code().desc, argument);
        Boolean known = answers.get(asked);
        if (known == null) {
            answers.put(asked, false);
            known = answers.size() <= METHODS_MAX && (argument < 0 ? areReturned(body) : leavesAlone(body, argument));
            answers.put(asked, known);
        }
        return known;
    }

    /** Whether the method neither keeps nor returns what it gets as an argument. */
    private boolean leavesAlone(MethodBody body, int argument) {
        Walk walk = new Walk(body, argument, false);
        return walk.isWalked() && !walk.hasGivenAway() && (walk.returned == null || !walk.returned.mayBe(Walk.GIVEN));
    }

    /** One method. */
    private final class Walk extends Interpreter<Held> {
        /** Where the argument comes from that is followed. */
        private static final String GIVEN = "given";

        private final MethodBody body;
        private final int followed;
        private final boolean collects;
        private final Set<Object> escaped = new HashSet<>();
        private final Set<Object> collected = new HashSet<>();
        private Set<Object> justCollected = Set.of();
        private @Nullable Held returned;

        /**
         * @param argument the one that is followed, too; -1 if none
         * @param collects whether that is the collector
         */
        Walk(MethodBody body, int argument, boolean collects) {
            super(Opcodes.ASM9);
            this.body = body;
            this.followed = argument < 0 ? -1 : body.localOf(argument);
            this.collects = collects;
        }

        /** Whether all of the method was understood. */
        boolean isWalked() {
            try {
                new Analyzer<Held>(this) {
                    @Override
                    protected Frame<Held> newFrame(int locals, int stack) {
                        return new Moment(locals, stack);
                    }

                    @Override
                    protected Frame<Held> newFrame(Frame<? extends Held> frame) {
                        return new Moment(frame);
                    }
                }.analyze(Type.getInternalName(body.owner()), body.code());
                return true;
            } catch (AnalyzerException | RuntimeException e) {
                return false; // most often an object that is used after it was emitted
            }
        }

        boolean isFree(Held held) {
            return held.origins().stream().noneMatch(escaped::contains);
        }

        boolean hasGivenAway() {
            return escaped.contains(GIVEN);
        }

        /** What the variables hold between two instructions. */
        private final class Moment extends Frame<Held> {
            Moment(int locals, int stack) {
                super(locals, stack);
            }

            Moment(Frame<? extends Held> frame) {
                super(frame);
            }

            @Override
            public void execute(AbstractInsnNode instruction, Interpreter<Held> interpreter) throws AnalyzerException {
                super.execute(instruction, interpreter);
                Set<Object> emitted = justCollected;
                if (!emitted.isEmpty()) {
                    justCollected = Set.of();
                    for (int i = 0; i < getLocals(); i++) {
                        setLocal(i, getLocal(i).without(emitted));
                    }
                    for (int i = 0; i < getStackSize(); i++) {
                        setStack(i, getStack(i).without(emitted));
                    }
                }
            }
        }

        // ------------------------------------------------------------------ what instructions make of what they find

        @Override
        public @Nullable Held newValue(@Nullable Type type) {
            return Type.VOID_TYPE.equals(type) ? null : Held.other(type == null ? 1 : type.getSize());
        }

        @Override
        public @Nullable Held newParameterValue(boolean ofObject, int local, Type type) {
            return local == followed ? Held.from(GIVEN) : newValue(type);
        }

        @Override
        public @Nullable Held newOperation(AbstractInsnNode instruction) throws AnalyzerException {
            if (instruction.getOpcode() == Opcodes.NEW && ((TypeInsnNode) instruction).desc.equals(wanted)) {
                return Held.from(instruction);
            }
            return pushed(BASIC.newOperation(instruction));
        }

        private static @Nullable Held pushed(@Nullable BasicValue value) {
            return value == null ? null : Held.other(value.getSize());
        }

        @Override
        public Held copyOperation(AbstractInsnNode instruction, Held value) {
            return value;
        }

        @Override
        public @Nullable Held unaryOperation(AbstractInsnNode instruction, Held value) throws AnalyzerException {
            switch (instruction.getOpcode()) {
                case Opcodes.CHECKCAST -> {
                    return value;
                }
                case Opcodes.ARETURN -> {} // see returnOperation
                case Opcodes.GETFIELD, Opcodes.INSTANCEOF, Opcodes.IFNULL, Opcodes.IFNONNULL -> use(instruction, value);
                default -> escape(instruction, value);
            }
            return pushed(BASIC.unaryOperation(instruction, BasicValue.REFERENCE_VALUE));
        }

        @Override
        public @Nullable Held binaryOperation(AbstractInsnNode instruction, Held left, Held right)
                throws AnalyzerException {
            use(instruction, left);
            if (instruction.getOpcode() == Opcodes.PUTFIELD) {
                escape(instruction, right);
            } else {
                use(instruction, right);
            }
            return pushed(BASIC.binaryOperation(instruction, BasicValue.REFERENCE_VALUE, BasicValue.REFERENCE_VALUE));
        }

        @Override
        public @Nullable Held ternaryOperation(AbstractInsnNode instruction, Held array, Held index, Held value)
                throws AnalyzerException {
            escape(instruction, value);
            return null;
        }

        @Override
        public @Nullable Held naryOperation(AbstractInsnNode instruction, List<? extends Held> values)
                throws AnalyzerException {
            if (instruction instanceof MethodInsnNode call) {
                return call(call, values);
            }
            for (Held value : values) {
                escape(instruction, value);
            }
            return pushed(BASIC.naryOperation(instruction, List.of()));
        }

        @Override
        public void returnOperation(AbstractInsnNode instruction, Held value, Held expected) throws AnalyzerException {
            use(instruction, value);
            Held before = returned;
            returned = before == null ? value : before.or(value);
        }

        @Override
        public Held merge(Held known, Held coming) {
            Held both = known.or(coming);
            return both.equals(known) ? known : both;
        }

        private void use(AbstractInsnNode instruction, Held value) throws AnalyzerException {
            if (value.gone()) {
                throw new AnalyzerException(instruction, "an object is used that may have been emitted");
            }
        }

        private void escape(AbstractInsnNode instruction, Held value) throws AnalyzerException {
            use(instruction, value);
            escaped.addAll(value.origins());
        }

        // ------------------------------------------------------------------ calls

        private @Nullable Held call(MethodInsnNode call, List<? extends Held> values) throws AnalyzerException {
            if (isCollect(call, values)) {
                collect(call, values.get(1));
                return null;
            }
            boolean sought = false;
            MethodBody called = null;
            for (int i = 0; i < values.size(); i++) {
                Held value = values.get(i);
                use(call, value);
                if (!value.origins().isEmpty() && !isEndOfConstructors(call)) {
                    called = sought ? called : bodyOf(call, values);
                    sought = true;
                    if (called == null || !answer(called, i)) {
                        escape(call, value);
                    }
                }
            }
            return resultOf(call);
        }

        private boolean isCollect(MethodInsnNode call, List<? extends Held> values) {
            return collects
                    && call.owner.equals(COLLECTOR)
                    && call.name.equals("collect")
                    && values.get(0).equals(Held.from(GIVEN));
        }

        private void collect(MethodInsnNode call, Held value) throws AnalyzerException {
            if (!value.isOnlyFollowed() || value.mayBe(GIVEN)) {
                throw new AnalyzerException(call, "a record that may be known elsewhere is emitted");
            }
            collected.addAll(value.origins());
            justCollected = value.origins();
        }

        private boolean isEndOfConstructors(MethodInsnNode call) {
            return call.owner.equals("java/lang/Object") && call.name.equals("<init>");
        }

        private @Nullable Held resultOf(MethodInsnNode call) {
            Type type = Type.getReturnType(call.desc);
            if (call.getOpcode() == Opcodes.INVOKESTATIC
                    && type.getSort() == Type.OBJECT
                    && type.getInternalName().equals(wanted)) {
                MethodBody called = bodyOf(call, List.of());
                if (called != null && answer(called, -1)) {
                    return Held.from(call);
                }
            }
            return newValue(type);
        }

        /** The method that is called; null if that is not certain, or it gets the collector. */
        private @Nullable MethodBody bodyOf(MethodInsnNode call, List<? extends Held> values) {
            Class<?> owner = body.named(call.owner);
            if (owner == null || (collects && values.stream().anyMatch(value -> value.mayBe(GIVEN)))) {
                return null;
            }
            MethodBody declared = MethodBody.inherited(owner, call.name, call.desc);
            if (call.getOpcode() == Opcodes.INVOKESPECIAL || call.getOpcode() == Opcodes.INVOKESTATIC) {
                return declared;
            }
            if (!values.get(0).isOnlyFollowed()) {
                return declared != null && declared.isCertain() ? declared : null;
            }
            Class<?> exact = body.named(wanted);
            MethodBody own = exact == null ? null : MethodBody.inherited(exact, call.name, call.desc);
            boolean certain =
                    own != null && (own.isOverridden() || (declared != null && declared.owner() == own.owner()));
            return certain ? own : null;
        }
    }
}
