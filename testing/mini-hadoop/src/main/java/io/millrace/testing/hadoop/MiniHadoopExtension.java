package io.millrace.testing.hadoop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * What {@link MiniHadoopCluster} does: starts one {@link MiniHadoop} for the first test class that wants it, keeps it for the
 * others, kills its containers after the last. A parameter of type {@link MiniHadoop} is the cluster. With the system
 * property {@code millrace.mini-hadoop.keep=true}, its files stay in {@code target/mini-hadoop-<pid>} to be looked at.
 */
public final class MiniHadoopExtension implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(MiniHadoopExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        cluster(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == MiniHadoop.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return cluster(context);
    }

    // JUnit closes what is in the store of the root after the last test.
    private static MiniHadoop cluster(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(MiniHadoop.class, key -> start(), MiniHadoop.class);
    }

    private static MiniHadoop start() {
        Path base = Path.of("target", "mini-hadoop-" + ProcessHandle.current().pid());
        try {
            MiniHadoopSettings settings = MiniHadoopSettings.in(base);
            return MiniHadoop.start(
                    Boolean.getBoolean("millrace.mini-hadoop.keep") ? settings.keepingFiles() : settings);
        } catch (IOException e) {
            throw new UncheckedIOException("the mini-Hadoop in " + base.toAbsolutePath() + " did not start", e);
        }
    }
}
