package io.millrace.client;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.CoreOptions;
import io.millrace.dataflow.config.DeploymentOptions;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.config.KnownOptions;
import io.millrace.dataflow.program.PackagedProgram;
import io.millrace.dataflow.program.ProgramInvocationException;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that runs a program's {@code main} takes. Filled by picocli. */
final class ProgramOptions {
    @Option(
            names = {"-t", "--target"},
            paramLabel = "TARGET",
            description = "Where to run: local (in this JVM).")
    private @Nullable String target;

    @Option(
            names = {"-p", "--parallelism"},
            paramLabel = "N",
            description = "The parallelism of operators that the program gives none (parallelism.default).")
    private @Nullable Integer parallelism;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A setting, over those of conf/millrace.yaml; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = {"-c", "--class"},
            paramLabel = "CLASS",
            description = "The class with the main method; from the jar's manifest if left out.")
    private @Nullable String className;

    @Option(
            names = {"-C", "--classpath"},
            paramLabel = "PATH",
            description = "One more jar or folder of classes for the program; may be repeated.")
    private List<File> classpath = new ArrayList<>();

    @Option(
            names = {"-v", "--verbose"},
            description = "More logs, and the stack trace of a failure.")
    private boolean verbose;

    @Parameters(index = "0", paramLabel = "JAR", description = "The program's jar.")
    private @Nullable File jar;

    @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "Given to the program as they are.")
    private List<String> arguments = new ArrayList<>();

    boolean verbose() {
        return verbose;
    }

    PackagedProgram program(Configuration configuration) throws ProgramInvocationException {
        if (jar == null) {
            throw new ProgramInvocationException("No jar was named; expected=the path of the program's jar.");
        }
        return PackagedProgram.open(jar, Optional.ofNullable(className), classpath, arguments, configuration);
    }

    /**
     * The settings of the file, then those of the command line.
     *
     * @param environment variables of the process
     * @throws IllegalConfigurationException names the key or line
     */
    Configuration configuration(Map<String, String> environment) {
        String folder = environment.get("MILLRACE_CONF_DIR");
        Configuration configuration =
                folder == null || folder.isBlank() ? new Configuration() : ConfigurationFile.in(Path.of(folder));
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new IllegalConfigurationException("-D " + setting + ": expected=-D key=value");
            }
            set(
                    configuration,
                    setting.substring(0, equals).trim(),
                    setting.substring(equals + 1).trim(),
                    "-D");
        }
        if (parallelism != null) {
            if (parallelism < 1) {
                throw new IllegalConfigurationException("-p: expected=1 or more, actual=" + parallelism);
            }
            configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        }
        if (target != null) {
            configuration.set(DeploymentOptions.TARGET, target);
        }
        return configuration;
    }

    private static void set(Configuration configuration, String key, String value, String where) {
        KnownOptions.all().check(key, value, where);
        configuration.setString(key, value);
    }
}
