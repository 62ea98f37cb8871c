package io.millrace.dataflow.util;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds classes and resources in the user's jars before the engine's, so that a program's own Guava, Jackson or Netty is
 * the one it gets; except those that both must share.
 *
 * <p>Parent first, even when the user's fat jar holds copies: the platform's classes, {@code io.millrace.*}, the logging
 * interfaces, and what the patterns add. What the parent does not have is then still looked for in the jars.
 */
public final class ChildFirstClassLoader extends URLClassLoader {
    /** Prefixes of class names: types of these cross between engine and program. */
    private static final List<String> ALWAYS_PARENT_FIRST = List.of(
            "java.",
            "javax.",
            "jdk.",
            "sun.",
            "com.sun.",
            "org.w3c.",
            "org.xml.",
            "org.ietf.jgss.",
            "io.millrace.",
            "org.slf4j.",
            "org.apache.log4j.",
            "org.apache.logging.",
            "org.apache.commons.logging.",
            "org.apache.hadoop.");

    static {
        ClassLoader.registerAsParallelCapable();
    }

    private final List<String> parentFirst;

    /** @param additionalParentFirst prefixes of class names, such as {@code com.example.shared.} */
    public ChildFirstClassLoader(URL[] urls, ClassLoader parent, List<String> additionalParentFirst) {
        super(urls, parent);
        List<String> prefixes = new ArrayList<>(ALWAYS_PARENT_FIRST);
        prefixes.addAll(additionalParentFirst);
        this.parentFirst = List.copyOf(prefixes);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> found = findLoadedClass(name);
            if (found == null) {
                found = isParentFirst(name) ? super.loadClass(name, false) : findHereFirst(name);
            }
            if (resolve) {
                resolveClass(found);
            }
            return found;
        }
    }

    private Class<?> findHereFirst(String name) throws ClassNotFoundException {
        try {
            return findClass(name);
        } catch (ClassNotFoundException e) {
            return super.loadClass(name, false);
        }
    }

    private boolean isParentFirst(String name) {
        for (String prefix : parentFirst) {
            if (name.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable URL getResource(String name) {
        URL here = findResource(name);
        return here != null ? here : super.getResource(name);
    }

    /** The jars' own first, then the parent's. */
    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        List<URL> all = new ArrayList<>(Collections.list(findResources(name)));
        ClassLoader parent = getParent();
        if (parent != null) {
            all.addAll(Collections.list(parent.getResources(name)));
        }
        return Collections.enumeration(all);
    }
}
