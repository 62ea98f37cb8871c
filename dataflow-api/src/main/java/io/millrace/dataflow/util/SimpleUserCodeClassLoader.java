package io.millrace.dataflow.util;

/** A user code class loader that lives as long as its process, so that release hooks are never due. */
public final class SimpleUserCodeClassLoader implements UserCodeClassLoader {
    private final ClassLoader classLoader;

    private SimpleUserCodeClassLoader(ClassLoader classLoader) {
        this.classLoader = classLoader;
    }

    public static SimpleUserCodeClassLoader create(ClassLoader classLoader) {
        return new SimpleUserCodeClassLoader(classLoader);
    }

    @Override
    public ClassLoader asClassLoader() {
        return classLoader;
    }

    @Override
    public void registerReleaseHookIfAbsent(String releaseHookName, Runnable releaseHook) {}
}
