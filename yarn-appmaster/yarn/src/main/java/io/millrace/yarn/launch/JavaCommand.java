package io.millrace.yarn.launch;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.MemorySize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.yarn.api.ApplicationConstants;

/**
 * The command line and environment of a container's process.
 *
 * <p>The Java is that of {@code env.java.home}; without it, the client's if the node has one at the same place, else that of
 * the node's {@code JAVA_HOME}, else the one of its {@code PATH}. Options of {@code env.java.opts…} come last, so they win.
 *
 * <p>YARN runs the command as {@code bash -c "…"}: texts are quoted for both shells.
 */
public final class JavaCommand {
    private static final String LOG_DIRECTORY = ApplicationConstants.LOG_DIR_EXPANSION_VAR;

    /** Below that the collector that is fastest overall has short pauses, too. */
    private static final MemorySize LARGE_HEAP = MemorySize.ofMebiBytes(4096);

    private JavaCommand() {}

    /**
     * The one command of a launch context.
     *
     * @param container the size of the container
     * @param containerFiles what it gets, see {@link LaunchSpec#containerFiles}
     * @param clientJavaHome see {@link LaunchSpec#clientJavaHome}
     * @param arguments of {@code main}: no secrets, as all users of a node see command lines
     */
    public static String of(
            ProcessRole role,
            MemorySize container,
            Configuration configuration,
            List<LocalisedFile> containerFiles,
            String clientJavaHome,
            List<String> arguments) {
        List<String> words = new ArrayList<>();
        // A NodeManager puts the tail of a file with this name into the diagnostics of a process that failed.
        words.add("ln -sf " + role.logName() + ".err " + LOG_DIRECTORY + "/stderr;");
        words.add("exec " + java(configuration, clientJavaHome));
        options(role, container, configuration, containerFiles).forEach(option -> words.add(quoted(option)));
        words.add(role.mainClass());
        arguments.forEach(argument -> words.add(quoted(argument)));
        words.add("1>" + LOG_DIRECTORY + "/" + role.logName() + ".out");
        words.add("2>" + LOG_DIRECTORY + "/" + role.logName() + ".err");
        return String.join(" ", words);
    }

    private static List<String> options(
            ProcessRole role, MemorySize container, Configuration configuration, List<LocalisedFile> containerFiles) {
        ProcessMemory memory = ProcessMemory.of(container, role);
        List<String> options = new ArrayList<>();
        options.add("-Xmx" + memory.heap().getMebiBytes() + "m");
        options.add("-XX:MaxMetaspaceSize=" + memory.metaspace().getMebiBytes() + "m");
        options.add("-XX:MaxDirectMemorySize=" + memory.direct().getMebiBytes() + "m");
        options.add(memory.heap().compareTo(LARGE_HEAP) < 0 ? "-XX:+UseParallelGC" : "-XX:+UseG1GC");
        options.add("-Dfile.encoding=UTF-8");
        options.add("-Djava.io.tmpdir=./tmp");
        options.add("-Dmillrace.log.file=" + LOG_DIRECTORY + "/" + role.logName() + ".log");
        options.add("-Dlog4j2.configurationFile=" + ContainerFiles.logging(containerFiles));
        options.add("-Dlog4j2.disableJmx=true");
        if (containerFiles.stream().anyMatch(file -> file.link().equals(ContainerFiles.CLASSES))) {
            // Of another Java, or of other libraries, it is left alone.
            options.add("-XX:SharedArchiveFile=" + ContainerFiles.CLASSES);
            options.add("-Xshare:auto");
            options.add("-Xlog:cds*=off");
        }
        options.addAll(words(configuration.get(YarnOptions.JAVA_OPTIONS_ALL)));
        options.addAll(words(configuration.get(role.javaOptions())));
        options.add("-cp");
        options.add(ContainerFiles.classPath());
        return options;
    }

    /** What a process of this role finds in its environment, beside what YARN puts there. */
    public static Map<String, String> environment(ProcessRole role, Configuration configuration) {
        Map<String, String> environment = new TreeMap<>();
        // glibc keeps an arena of memory per core otherwise, which counts against the container.
        environment.put("MALLOC_ARENA_MAX", "4");
        configuration.toMap().forEach((key, value) -> {
            if (key.startsWith(role.environmentPrefix())) {
                environment.put(key.substring(role.environmentPrefix().length()), value);
            }
        });
        return environment;
    }

    private static String java(Configuration configuration, String clientJavaHome) {
        return configuration
                .getOptional(YarnOptions.JAVA_HOME)
                .map(home -> quoted(home + "/bin/java"))
                .orElseGet(() -> {
                    String client = quotedOnce(clientJavaHome + "/bin/java");
                    return "$(test -x " + client + " && echo " + client + " || echo ${JAVA_HOME:+$JAVA_HOME/bin/}java)";
                });
    }

    private static List<String> words(String options) {
        return options.isBlank() ? List.of() : List.of(options.strip().split("\\s+"));
    }

    /** One word for the inner shell, whatever is in it. */
    static String quoted(String text) {
        return quotedOnce(text)
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("$", "\\$")
                .replace("`", "\\`");
    }

    private static String quotedOnce(String text) {
        return text.matches("[A-Za-z0-9_./:=+,<>@%-]*") && !text.isEmpty() && !text.matches(".*[<>].*")
                ? text
                : "'" + text.replace("'", "'\\''") + "'";
    }
}
