package io.millrace.dataflow.functions;

import java.io.IOException;
import java.io.InputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Reads class files to see whether the reference to the enclosing object is used. */
final class OuterReferenceUse {
    private static final int ASM = Opcodes.ASM9;

    private OuterReferenceUse() {}

    /**
     * Whether some code may read the field {@code name} of {@code owner}: code of the class itself, or of a class nested
     * with it, which may read it directly. True also if the class file cannot be found.
     */
    static boolean isRead(Class<?> owner, String name) {
        if (readsIn(owner, owner, name)) {
            return true;
        }
        for (Class<?> member : owner.getNestHost().getNestMembers()) {
            if (member != owner && readsIn(member, owner, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean readsIn(Class<?> reader, Class<?> owner, String fieldName) {
        if (reader.isHidden()) {
            return true;
        }
        String file = reader.getName().substring(reader.getName().lastIndexOf('.') + 1) + ".class";
        try (InputStream in = reader.getResourceAsStream(file)) {
            if (in == null) {
                return true;
            }
            FieldReads reads = new FieldReads(owner.getName().replace('.', '/'), fieldName);
            new ClassReader(in).accept(reads, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return reads.found;
        } catch (IOException | IllegalArgumentException e) {
            // A class file that is damaged or of a version that ASM does not know: better to keep the reference.
            return true;
        }
    }

    private static final class FieldReads extends ClassVisitor {
        private final String owner;
        private final String fieldName;
        private boolean found;

        FieldReads(String owner, String fieldName) {
            super(ASM);
            this.owner = owner;
            this.fieldName = fieldName;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String name, String descriptor, String signature, String[] exceptions) {
            return new MethodVisitor(ASM) {
                @Override
                public void visitFieldInsn(int opcode, String fieldOwner, String read, String fieldDescriptor) {
                    found |= opcode == Opcodes.GETFIELD && fieldOwner.equals(owner) && read.equals(fieldName);
                }
            };
        }
    }
}
