package io.millrace.dataflow.typeutils;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import java.io.IOException;
import java.io.InvalidClassException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;

/** A snapshot as bytes: its class's name, its version (4 bytes), and what it writes itself. */
final class WrittenSnapshot {
    private WrittenSnapshot() {}

    static void write(DataOutputView out, TypeSerializerSnapshot<?> snapshot) throws IOException {
        Class<?> type = snapshot.getClass();
        if (type.isAnonymousClass() || type.isLocalClass() || type.isHidden() || isInner(type)) {
            throw new IOException("The serialiser snapshot " + type.getName() + " cannot be found again when state is"
                    + " restored: expected=a named class, static if it lies in another. Give it a name.");
        }
        out.writeUTF(type.getName());
        out.writeInt(snapshot.getCurrentVersion());
        snapshot.writeSnapshot(out);
    }

    private static boolean isInner(Class<?> type) {
        return type.isMemberClass() && !Modifier.isStatic(type.getModifiers());
    }

    @SuppressWarnings("unchecked")
    static <T> TypeSerializerSnapshot<T> read(DataInputView in, ClassLoader loader) throws IOException {
        String name = in.readUTF();
        int version = in.readInt();
        TypeSerializerSnapshot<T> snapshot = (TypeSerializerSnapshot<T>) make(name, loader);
        snapshot.readSnapshot(version, in, loader);
        return snapshot;
    }

    private static TypeSerializerSnapshot<?> make(String name, ClassLoader loader) throws IOException {
        try {
            Class<?> type = Class.forName(name, false, loader);
            if (!TypeSerializerSnapshot.class.isAssignableFrom(type)) {
                throw new InvalidClassException(name, "expected=a TypeSerializerSnapshot");
            }
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return (TypeSerializerSnapshot<?>) constructor.newInstance();
        } catch (ReflectiveOperationException | LinkageError e) {
            throw (IOException) new InvalidClassException(
                            name,
                            "State was written with this serialiser snapshot, which cannot be made: it must be in the"
                                    + " job's jar, with a public constructor without arguments")
                    .initCause(e);
        }
    }
}
