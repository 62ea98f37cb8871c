package io.millrace.taskmanager.vertex;

import io.millrace.dataflow.contract.PerVertexClasses;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Which classes vertices have as their own, and the bytes of those that were asked for. Thread-safe. */
public final class CopiedClasses {
    /** Of the engine's class loader; read once, as they are the same for all jobs. */
    private static final class Engine {
        private static final CopiedClasses ALL = new CopiedClasses(CopiedClasses.class.getClassLoader());
    }

    private final ClassLoader engine;
    private final List<String> names = new ArrayList<>();
    private final List<String> exceptions = new ArrayList<>();
    private final Map<String, byte[]> bytes = new ConcurrentHashMap<>();

    private CopiedClasses(ClassLoader engine) {
        this.engine = engine;
        for (PerVertexClasses module : ServiceLoader.load(PerVertexClasses.class, engine)) {
            names.addAll(module.names());
            exceptions.addAll(module.except());
        }
    }

    /** Those that the services of the engine's class loader name. */
    public static CopiedClasses ofEngine() {
        return Engine.ALL;
    }

    /** Whether vertices define the class of this (binary) name themselves. */
    public boolean contains(String className) {
        return className.startsWith("io.millrace.") && isIn(names, className) && !isIn(exceptions, className);
    }

    private static boolean isIn(List<String> list, String className) {
        for (String name : list) {
            if (className.startsWith(name)
                    && (name.endsWith(".")
                            || className.length() == name.length()
                            || className.charAt(name.length()) == '$')) {
                return true;
            }
        }
        return false;
    }

    /** The class file, always the engine's own, whatever lies in the user's jar; null if there is none of this name. */
    public byte @Nullable [] bytesOf(String className) {
        return bytes.computeIfAbsent(className, this::read);
    }

    private byte @Nullable [] read(String className) {
        try (InputStream in = engine.getResourceAsStream(className.replace('.', '/') + ".class")) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the class file of " + className + " cannot be read", e);
        }
    }
}
