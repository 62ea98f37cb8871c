package io.millrace.dataflow.util;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.Objects;
import java.util.function.Consumer;

/** A class loader of a program's jars, with somebody who hears what goes wrong in it. */
public abstract class FlinkUserCodeClassLoader extends URLClassLoader {
    public static final Consumer<Throwable> NOOP_EXCEPTION_HANDLER = failure -> {};

    protected final Consumer<Throwable> classLoadingExceptionHandler;

    protected FlinkUserCodeClassLoader(URL[] urls, ClassLoader parent) {
        this(urls, parent, NOOP_EXCEPTION_HANDLER);
    }

    /** @param classLoadingExceptionHandler hears what {@link #loadClass} throws, before it does */
    protected FlinkUserCodeClassLoader(
            URL[] urls, ClassLoader parent, Consumer<Throwable> classLoadingExceptionHandler) {
        super(urls, parent);
        this.classLoadingExceptionHandler = Objects.requireNonNull(classLoadingExceptionHandler);
    }

    @Override
    public final Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        try {
            return loadClassWithoutExceptionHandling(name, resolve);
        } catch (Throwable failure) {
            classLoadingExceptionHandler.accept(failure);
            throw failure;
        }
    }

    /** Loads the class: from the parent first, unless overridden. */
    protected Class<?> loadClassWithoutExceptionHandling(String name, boolean resolve) throws ClassNotFoundException {
        return super.loadClass(name, resolve);
    }
}
