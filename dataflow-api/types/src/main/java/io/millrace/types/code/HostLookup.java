package io.millrace.types.code;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A lookup into a user's class that may define hidden classes beside it.
 *
 * <p>The class loader of a job has a module of its own, and a lookup that crosses modules may do all but that. So the first
 * time one class is defined for good in each of its packages, whose only method gives its own lookup; from there the other
 * classes of the package are in the same module.
 */
final class HostLookup {

    private static final String GIVER = "Millrace$Lookup";

    private HostLookup() {}

    /**
     * @throws ReflectiveOperationException if the class is in a module that does not open its package
     * @throws LinkageError if its class loader does not take classes
     */
    static MethodHandles.Lookup into(Class<?> host) throws ReflectiveOperationException {
        MethodHandles.Lookup direct = MethodHandles.privateLookupIn(host, MethodHandles.lookup());
        return direct.hasFullPrivilegeAccess() ? direct : MethodHandles.privateLookupIn(host, givenIn(host, direct));
    }

    private static MethodHandles.Lookup givenIn(Class<?> host, MethodHandles.Lookup direct)
            throws ReflectiveOperationException {
        Class<?> giver = giverIn(host, direct);
        MethodHandle give = MethodHandles.privateLookupIn(giver, MethodHandles.lookup())
                .findStatic(giver, "lookup", MethodType.methodType(MethodHandles.Lookup.class));
        try {
            return (MethodHandles.Lookup) give.invoke();
        } catch (Throwable e) {
            throw new IllegalStateException("A lookup could not be given in " + host.getPackageName(), e);
        }
    }

    // Two threads must not both define it.
    private static synchronized Class<?> giverIn(Class<?> host, MethodHandles.Lookup direct)
            throws ReflectiveOperationException {
        String pack = host.getPackageName();
        String name = pack.isEmpty() ? GIVER : pack + "." + GIVER;
        try {
            Class<?> known = Class.forName(name, false, host.getClassLoader());
            if (known.getClassLoader() == host.getClassLoader()) {
                return known;
            }
        } catch (ClassNotFoundException e) {
            // It is the first of its package.
        }
        return direct.defineClass(giver(name.replace('.', '/')));
    }

    private static byte[] giver(String internalName) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(
                Opcodes.V17,
                Opcodes.ACC_FINAL | Opcodes.ACC_SUPER | Opcodes.ACC_SYNTHETIC,
                internalName,
                null,
                "java/lang/Object",
                null);
        String lookup = "()Ljava/lang/invoke/MethodHandles$Lookup;";
        MethodVisitor method =
                writer.visitMethod(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, "lookup", lookup, null, null);
        method.visitCode();
        method.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/invoke/MethodHandles", "lookup", lookup, false);
        method.visitInsn(Opcodes.ARETURN);
        method.visitMaxs(0, 0);
        method.visitEnd();
        writer.visitEnd();
        return writer.toByteArray();
    }
}
