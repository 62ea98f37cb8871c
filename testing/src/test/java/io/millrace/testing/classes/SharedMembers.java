package io.millrace.testing.classes;

import io.millrace.taskmanager.vertex.CopiedClasses;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Looks at what a class that vertices define again uses of engine classes that are shared. */
final class SharedMembers extends ClassVisitor {
    private final CopiedClasses copied;
    private final ClassLoader engine;
    private final List<String> offences = new ArrayList<>();
    private String self = "";

    private SharedMembers(CopiedClasses copied, ClassLoader engine) {
        super(Opcodes.ASM9);
        this.copied = copied;
        this.engine = engine;
    }

    static List<String> usedUnlawfullyBy(byte[] classFile, CopiedClasses copied, ClassLoader engine) {
        SharedMembers visitor = new SharedMembers(copied, engine);
        new ClassReader(classFile).accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return visitor.offences;
    }

    @Override
    public void visit(
            int version, int access, String name, @Nullable String signature, String superName, String[] interfaces) {
        self = name.replace('/', '.');
        checkClass(superName);
        for (String implemented : interfaces) {
            checkClass(implemented);
            if (!copied.contains(implemented.replace('/', '.'))
                    && load(implemented).isSealed()) {
                offences.add(self + " implements the sealed " + implemented);
            }
        }
    }

    @Override
    public MethodVisitor visitMethod(
            int access, String method, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        return new MethodVisitor(Opcodes.ASM9) {
            @Override
            public void visitMethodInsn(int opcode, String owner, String name, String called, boolean isInterface) {
                checkMethod(owner, name, called);
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String name, String type) {
                checkField(owner, name);
            }

            @Override
            public void visitTypeInsn(int opcode, String type) {
                checkClass(type);
            }

            @Override
            public void visitInvokeDynamicInsn(String name, String called, Handle bootstrap, Object... arguments) {
                for (Object argument : arguments) {
                    if (argument instanceof Handle handle && handle.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
                        checkMethod(handle.getOwner(), handle.getName(), handle.getDesc());
                    }
                }
            }
        };
    }

    private boolean isOfOthers(String owner) {
        return owner.startsWith("io/millrace/") && !copied.contains(owner.replace('/', '.'));
    }

    private void checkClass(String type) {
        if (isOfOthers(type) && !isPublic(load(type))) {
            offences.add(self + " uses " + type);
        }
    }

    private static boolean isPublic(Class<?> type) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            if (!Modifier.isPublic(each.getModifiers()) && !Modifier.isProtected(each.getModifiers())) {
                return false;
            }
        }
        return true;
    }

    private void checkMethod(String owner, String name, String descriptor) {
        if (!isOfOthers(owner)) {
            return;
        }
        checkClass(owner);
        boolean found = name.equals("<init>")
                ? Arrays.stream(load(owner).getDeclaredConstructors())
                        .anyMatch(one -> isOpen(one.getModifiers())
                                && Type.getConstructorDescriptor(one).equals(descriptor))
                : isOpenMethod(load(owner), name, descriptor);
        if (!found) {
            offences.add(self + " calls " + owner + "." + name + descriptor);
        }
    }

    private static boolean isOpenMethod(@Nullable Class<?> owner, String name, String descriptor) {
        if (owner == null) {
            return false;
        }
        boolean here = Arrays.stream(owner.getDeclaredMethods())
                .anyMatch(one -> one.getName().equals(name)
                        && isOpen(one.getModifiers())
                        && Type.getMethodDescriptor(one).equals(descriptor));
        return here
                || isOpenMethod(owner.isInterface() ? Object.class : owner.getSuperclass(), name, descriptor)
                || Arrays.stream(owner.getInterfaces()).anyMatch(above -> isOpenMethod(above, name, descriptor));
    }

    private void checkField(String owner, String name) {
        if (!isOfOthers(owner)) {
            return;
        }
        checkClass(owner);
        for (Class<?> each = load(owner); each != null; each = each.getSuperclass()) {
            if (Arrays.stream(each.getDeclaredFields())
                    .anyMatch(field -> field.getName().equals(name) && isOpen(field.getModifiers()))) {
                return;
            }
        }
        offences.add(self + " uses the field " + owner + "." + name);
    }

    // Protected members are used by subclasses only, which the compiler has seen to.
    private static boolean isOpen(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private Class<?> load(String internalName) {
        try {
            return Class.forName(Type.getObjectType(internalName).getClassName(), false, engine);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
