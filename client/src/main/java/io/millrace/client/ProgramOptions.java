package io.millrace.client;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.CoreOptions;
import io.millrace.dataflow.config.DeploymentOptions;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.config.PipelineOptions;
import io.millrace.dataflow.deploy.ProgramSpec;
import io.millrace.dataflow.program.PackagedProgram;
import io.millrace.dataflow.program.ProgramInvocationException;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every command that runs a program's {@code main} takes. Filled by picocli. */
final class ProgramOptions {
    @Option(
            names = {"-t", "--target"},
            paramLabel = "TARGET",
            description =
                    "Where to run: local (in this JVM), yarn-application (an application of its own), yarn-session.")
    private @Nullable String target;

    @Option(
            names = {"-p", "--parallelism"},
            paramLabel = "N",
            description = "The parallelism of operators that the program gives none (parallelism.default).")
    private @Nullable Integer parallelism;

    @Mixin
    private SettingsOptions settings = new SettingsOptions();

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

    @Parameters(index = "0", paramLabel = "JAR", description = "The program's jar.")
    private @Nullable File jar;

    @Parameters(index = "1..*", paramLabel = "ARGUMENT", description = "Given to the program as they are.")
    private List<String> arguments = new ArrayList<>();

    boolean verbose() {
        return settings.verbose();
    }

    /** The jar and what is added to its class path, for a class loader of jobs elsewhere: absolute URIs. */
    void nameJars(Configuration configuration) {
        configuration.set(PipelineOptions.JARS, uris(jar == null ? List.of() : List.of(jar)));
        configuration.set(PipelineOptions.CLASSPATHS, uris(classpath));
    }

    private static List<String> uris(List<File> files) {
        return files.stream()
                .map(file -> file.getAbsoluteFile().toURI().toString())
                .toList();
    }

    /** For a main that is called elsewhere. */
    ProgramSpec spec() throws ProgramInvocationException {
        return new ProgramSpec(jar(), Optional.ofNullable(className), classpath, arguments);
    }

    PackagedProgram program(Configuration configuration) throws ProgramInvocationException {
        return PackagedProgram.open(jar(), Optional.ofNullable(className), classpath, arguments, configuration);
    }

    private File jar() throws ProgramInvocationException {
        if (jar == null) {
            throw new ProgramInvocationException("No jar was named; expected=the path of the program's jar.");
        }
        return jar;
    }

    /**
     * The settings of the file, then those of the command line.
     *
     * @param environment variables of the process
     * @throws IllegalConfigurationException names the key or line
     */
    Configuration configuration(Map<String, String> environment) {
        Configuration configuration = settings.read(environment);
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
}
