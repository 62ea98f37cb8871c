package io.millrace.dataflow.execution;

import io.millrace.dataflow.config.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Where programs that run on this thread (and threads it starts) send their jobs, and their settings. Set by whoever
 * calls a user's {@code main}: the command line, the JUnit extension. Without one, a program runs by the executor that
 * its own configuration names, and that is the local one if it names none.
 *
 * @param defaults settings below those that the program makes itself; copied by environments
 * @param executor gets all jobs; empty to look it up by {@code execution.target}
 * @param userClassLoader where the user's classes are
 */
public record ExecutionContext(
        Configuration defaults, Optional<PipelineExecutor> executor, Optional<ClassLoader> userClassLoader) {
    private static final InheritableThreadLocal<@Nullable ExecutionContext> CURRENT = new InheritableThreadLocal<>();

    /** Ends what {@link #enter} began, on the same thread. */
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }

    /** Makes this the context of the calling thread, until the scope is closed. */
    public Scope enter() {
        ExecutionContext before = CURRENT.get();
        CURRENT.set(this);
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    public static Optional<ExecutionContext> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /** The settings that an environment starts with: a new copy. */
    public static Configuration currentDefaults() {
        return new Configuration(current().map(ExecutionContext::defaults).orElseGet(Configuration::new));
    }

    /** The class loader of the user's program on this thread. */
    public static ClassLoader currentUserClassLoader() {
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        return current()
                .flatMap(ExecutionContext::userClassLoader)
                .orElse(ofThread != null ? ofThread : ExecutionContext.class.getClassLoader());
    }

    /**
     * The executor for jobs of this thread: the context's, else the one whose factory accepts {@code configuration}.
     *
     * @throws IllegalStateException if there is none, or more than one; names what was found
     */
    public static PipelineExecutor currentExecutor(Configuration configuration) {
        return current().flatMap(ExecutionContext::executor).orElseGet(() -> lookUp(configuration));
    }

    /** The executor whose factory accepts {@code configuration}, whatever the context says. */
    public static PipelineExecutor lookUp(Configuration configuration) {
        List<PipelineExecutorFactory> compatible = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (PipelineExecutorFactory factory : Factories.ALL) {
            names.add(factory.getName());
            if (factory.isCompatibleWith(configuration)) {
                compatible.add(factory);
            }
        }
        if (compatible.size() != 1) {
            throw new IllegalStateException("No executor for this job: expected=one that accepts execution.target="
                    + configuration.toMap().getOrDefault("execution.target", "(unset: local)") + ", actual="
                    + compatible.size() + " of " + names
                    + ". Add the artifact io.millrace:millrace-local to run in this JVM, or run the program by the "
                    + "millrace command.");
        }
        return compatible.get(0).getExecutor(configuration);
    }

    /** Looked for once: reading the class path takes longer than a small job's other preparations. */
    private static final class Factories {
        private static final List<PipelineExecutorFactory> ALL =
                ServiceLoader.load(PipelineExecutorFactory.class, ExecutionContext.class.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
    }
}
