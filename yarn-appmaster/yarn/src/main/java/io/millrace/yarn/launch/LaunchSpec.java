package io.millrace.yarn.launch;

import io.millrace.dataflow.config.Configuration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an ApplicationMaster is told. {@link LaunchSpecFile} writes it as {@link ContainerFiles#LAUNCH_SPEC}; only the owner of
 * the application may read that, as arguments and settings may hold passwords. The application's secret and token are not in
 * it.
 *
 * @param mode whether one program runs or jobs are taken
 * @param applicationId as YARN prints it
 * @param name of the application
 * @param stagingDirectory the application's own folder, with its scheme: holds {@link OutcomeFile#NAME} at the end
 * @param configuration all settings, as the client had them
 * @param program present in {@link Mode#APPLICATION} only
 * @param containerFiles what each container of the application gets, this one and the TaskManagers'
 * @param clientJavaHome where the client's Java is installed: used on nodes that have it too, see {@link JavaCommand}
 */
public record LaunchSpec(
        Mode mode,
        String applicationId,
        String name,
        String stagingDirectory,
        Map<String, String> configuration,
        Optional<Program> program,
        List<LocalisedFile> containerFiles,
        String clientJavaHome) {
    /** What the application is for. */
    public enum Mode {
        /** The {@code main} of one program runs in the ApplicationMaster; the application ends with it. */
        APPLICATION,
        /** Jobs are submitted by REST until somebody stops the application. */
        SESSION
    }

    /**
     * The program of an application.
     *
     * @param jar localised in {@link ContainerFiles#PROGRAM}
     * @param mainClass from the jar's manifest if empty
     * @param classpath more jars, localised there, too; in the order of the class path
     * @param arguments of {@code main}
     */
    public record Program(
            LocalisedFile jar, Optional<String> mainClass, List<LocalisedFile> classpath, List<String> arguments) {
        public Program {
            classpath = List.copyOf(classpath);
            arguments = List.copyOf(arguments);
        }

        /** Where jobs' class loaders find the program: URIs of the jar and of the others, in order. */
        public List<String> uris() {
            return java.util.stream.Stream.concat(java.util.stream.Stream.of(jar), classpath.stream())
                    .map(LocalisedFile::uri)
                    .toList();
        }
    }

    public LaunchSpec {
        configuration = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(configuration));
        containerFiles = List.copyOf(containerFiles);
        if (program.isPresent() != (mode == Mode.APPLICATION)) {
            throw new IllegalArgumentException("A program is what an application has and a session has not: mode="
                    + mode + ", program=" + (program.isPresent() ? "given" : "none"));
        }
    }

    /** A new copy of the settings, for reading them by options. */
    public Configuration settings() {
        return Configuration.fromMap(configuration);
    }

    /** Settings and arguments may hold passwords: they are not shown. */
    @Override
    public String toString() {
        return "LaunchSpec[" + mode + ", " + applicationId + ", " + name + ", " + stagingDirectory + "]";
    }
}
