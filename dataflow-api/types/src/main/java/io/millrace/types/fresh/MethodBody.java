package io.millrace.types.fresh;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Method;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/** The instructions of one method, as its class file has them, and the class that it is in. */
record MethodBody(Class<?> owner, MethodNode code) {

    /**
     * What runs when a method of a user's function is called: of a lambda, the method that holds its body.
     *
     * @return null if that is not certain
     */
    static @Nullable MethodBody called(Object function, String method) {
        Class<?> type = function.getClass();
        try {
            return type.isHidden() ? ofLambda(function) : ofClass(type, method);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null; // a lambda that cannot be looked into, or a class that cannot be linked
        }
    }

    private static @Nullable MethodBody ofLambda(Object function) throws ReflectiveOperationException {
        Method writeReplace = function.getClass().getDeclaredMethod("writeReplace");
        writeReplace.setAccessible(true);
        if (!(writeReplace.invoke(function) instanceof SerializedLambda lambda)) {
            return null;
        }
        Class<?> owner = Class.forName(
                lambda.getImplClass().replace('/', '.'),
                false,
                function.getClass().getClassLoader());
        MethodBody body = of(owner, lambda.getImplMethodName(), lambda.getImplMethodSignature());
        // A method that is referred to may be overridden where the object is of a subclass.
        return body != null && body.isCertain() ? body : null;
    }

    private static @Nullable MethodBody ofClass(Class<?> type, String name) {
        for (@Nullable Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            List<Method> found = List.of(owner.getDeclaredMethods()).stream()
                    .filter(method -> method.getName().equals(name) && !method.isBridge())
                    .toList();
            if (!found.isEmpty()) {
                // With several it is not known which one the bridge calls.
                return found.size() == 1 ? of(owner, name, Type.getMethodDescriptor(found.get(0))) : null;
            }
        }
        return null;
    }

    /** A method that this very class has; null if it has none, without code too, or its class file is not there. */
    static @Nullable MethodBody of(Class<?> owner, String name, String descriptor) {
        String file = owner.getName().substring(owner.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = owner.isHidden() ? null : owner.getResourceAsStream(file)) {
            if (in == null) {
                return null;
            }
            Finder finder = new Finder(name, descriptor);
            new ClassReader(in).accept(finder, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            MethodNode found = finder.found;
            return found == null || found.instructions.size() == 0 ? null : new MethodBody(owner, found);
        } catch (IOException | RuntimeException e) {
            return null; // damaged, or of a version that is not known
        }
    }

    /** Likewise, or of the superclass from which it has it. */
    static @Nullable MethodBody inherited(Class<?> type, String name, String descriptor) {
        for (@Nullable Class<?> owner = type; owner != null; owner = owner.getSuperclass()) {
            MethodBody body = of(owner, name, descriptor);
            if (body != null) {
                return body;
            }
        }
        return null;
    }

    boolean isStatic() {
        return (code.access & Opcodes.ACC_STATIC) != 0;
    }

    /** Whether a call of it can run nothing else. */
    boolean isCertain() {
        return isStatic()
                || code.name.equals("<init>")
                || (code.access & (Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL)) != 0
                || java.lang.reflect.Modifier.isFinal(owner.getModifiers());
    }

    /** Whether a method of this name in a subclass overrides it wherever that is: not if only its package sees it. */
    boolean isOverridden() {
        return (code.access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0;
    }

    /** The number of the local variable that holds an argument, of which the object itself is the first. */
    int localOf(int argument) {
        int local = 0;
        int at = 0;
        if (!isStatic()) {
            if (argument == 0) {
                return 0;
            }
            local = 1;
            at = 1;
        }
        for (Type type : Type.getArgumentTypes(code.desc)) {
            if (at++ == argument) {
                return local;
            }
            local += type.getSize();
        }
        throw new IllegalArgumentException("argument " + argument + " of " + code.name + code.desc);
    }

    /** How many arguments it has with the object itself. */
    int arguments() {
        return Type.getArgumentTypes(code.desc).length + (isStatic() ? 0 : 1);
    }

    /** A class that is named in its code, as its own class sees it; null if there is none. */
    @Nullable
    Class<?> named(String internalName) {
        try {
            return Class.forName(internalName.replace('/', '.'), false, owner.getClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    private static final class Finder extends ClassVisitor {
        private final String wanted;
        private final String descriptor;
        private @Nullable MethodNode found;

        Finder(String wanted, String descriptor) {
            super(Opcodes.ASM9);
            this.wanted = wanted;
            this.descriptor = descriptor;
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String methodDescriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if (!name.equals(wanted) || !methodDescriptor.equals(descriptor)) {
                return null;
            }
            found = new MethodNode(Opcodes.ASM9, access, name, methodDescriptor, signature, exceptions);
            return found;
        }
    }
}
