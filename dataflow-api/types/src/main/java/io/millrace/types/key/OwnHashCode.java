package io.millrace.types.key;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Whether a class says itself what its hash code is. */
final class OwnHashCode {

    private OwnHashCode() {}

    /** The class whose hashCode an object of this class has. */
    static Class<?> declaringClass(Class<?> type) {
        try {
            return type.getMethod("hashCode").getDeclaringClass();
        } catch (NoSuchMethodException e) {
            // Interfaces have none of their own; the objects behind them have at least that of Object.
            return Object.class;
        }
    }

    /** Whether the class or a superclass of it overrides {@code Object.hashCode}. */
    static boolean isIn(Class<?> type) {
        return declaringClass(type) != Object.class;
    }

    /**
     * Whether a record's hashCode is the one that the compiler made, whose value Java does not specify. Reflection cannot
     * tell it from a written one; the class file can: the compiler's asks ObjectMethods. Without a class file (a class made
     * at run time) "final", which the compiler's always is, must do.
     */
    static boolean isImplicit(Class<?> recordClass) {
        String file = "/" + recordClass.getName().replace('.', '/') + ".class";
        try (InputStream in = recordClass.getResourceAsStream(file)) {
            if (in == null) {
                return Modifier.isFinal(recordClass.getMethod("hashCode").getModifiers());
            }
            HashCodeOrigin origin = new HashCodeOrigin();
            new ClassReader(in).accept(origin, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return origin.asksObjectMethods;
        } catch (IOException | NoSuchMethodException e) {
            throw new IllegalStateException(
                    "The class file of record " + recordClass.getName() + " cannot be read.", e);
        }
    }

    /** Looks into the method hashCode of a class file. */
    private static final class HashCodeOrigin extends ClassVisitor {

        private boolean asksObjectMethods;

        HashCodeOrigin() {
            super(Opcodes.ASM9);
        }

        @Override
        public @Nullable MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            if (!name.equals("hashCode") || !descriptor.equals("()I")) {
                return null;
            }
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInvokeDynamicInsn(
                        String called, String calledDescriptor, Handle bootstrap, Object... arguments) {
                    asksObjectMethods |= bootstrap.getOwner().equals("java/lang/runtime/ObjectMethods");
                }
            };
        }
    }
}
