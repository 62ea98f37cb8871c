package io.millrace.client;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.DeploymentOptions;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.deploy.Platform;
import io.millrace.dataflow.execution.PipelineExecutor;
import io.millrace.dataflow.execution.PipelineExecutorFactory;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;

/** Where a program runs, by {@code execution.target}. */
sealed interface Target {
    /** What follows a platform's name in targets. */
    String APPLICATION_SUFFIX = "-application";

    String SESSION_SUFFIX = "-session";

    /** {@code main} runs here and gives its jobs to an executor of this JVM. */
    record InProcess(PipelineExecutor executor) implements Target {}

    /** {@code main} runs in an application of its own. */
    record Application(Platform platform) implements Target {}

    /** {@code main} runs here and gives its jobs to a session. */
    record Session(Platform platform) implements Target {}

    /**
     * A platform's targets go before executors of the same name, which are for programs that the command line does not run.
     *
     * @throws IllegalConfigurationException names the targets that there are
     */
    static Target of(Configuration configuration) {
        String wanted = configuration.getOptional(DeploymentOptions.TARGET).orElse("");
        boolean ofPlatform = !platformOf(wanted).equals(wanted);
        if (ofPlatform) {
            for (Platform platform : Platforms.all()) {
                if (wanted.equals(platform.name() + APPLICATION_SUFFIX)) {
                    return new Application(platform);
                }
                if (wanted.equals(platform.name() + SESSION_SUFFIX)) {
                    return new Session(platform);
                }
            }
        }
        for (PipelineExecutorFactory factory :
                ServiceLoader.load(PipelineExecutorFactory.class, Target.class.getClassLoader())) {
            if (factory.isCompatibleWith(configuration)) {
                return new InProcess(factory.getExecutor(configuration));
            }
        }
        throw new IllegalConfigurationException("There is no target '" + wanted + "'. -t (or "
                + DeploymentOptions.TARGET.key() + ") takes: " + String.join(", ", known()) + ".");
    }

    private static Set<String> known() {
        Set<String> known = new TreeSet<>();
        ServiceLoader.load(PipelineExecutorFactory.class, Target.class.getClassLoader())
                .forEach(factory -> known.add(factory.getName()));
        for (Platform platform : Platforms.all()) {
            known.add(platform.name() + APPLICATION_SUFFIX);
            known.add(platform.name() + SESSION_SUFFIX);
        }
        return known;
    }

    /** The platform of a target's name, such as {@code yarn} of {@code yarn-session}. */
    static String platformOf(String target) {
        for (String suffix : List.of(APPLICATION_SUFFIX, SESSION_SUFFIX)) {
            if (target.endsWith(suffix)) {
                return target.substring(0, target.length() - suffix.length());
            }
        }
        return target;
    }
}
