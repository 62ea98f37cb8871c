package io.millrace.taskmanager.vertex;

import java.security.ProtectionDomain;

/**
 * Defines the {@link CopiedClasses} again, under their own names, for one operator of a vertex; all others come from the job's
 * class loader, its parent. So user classes, and what they keep in static fields, are one for the whole job.
 *
 * <p>One for each operator, not one for the whole chain: a chain of three map functions would have three targets at the one
 * call in the map operator, and the JIT does not inline a method into itself again and again.
 */
final class VertexClassLoader extends ClassLoader {
    private static final ProtectionDomain ENGINE = VertexClassLoader.class.getProtectionDomain();

    static {
        registerAsParallelCapable();
    }

    private final CopiedClasses copied;

    VertexClassLoader(ClassLoader job, CopiedClasses copied) {
        super("vertex", job);
        this.copied = copied;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!copied.contains(name)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = copied.bytesOf(name);
        if (bytes == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, bytes, 0, bytes.length, ENGINE);
    }
}
