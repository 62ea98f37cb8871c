package io.millrace.client;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.Platform;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code yarn-session.sh} runs: starts a session and stays with it, or goes to one that runs. */
@Command(
        name = "yarn-session.sh",
        description = {
            "Starts a session on YARN that takes jobs of 'millrace run -t yarn-session', and stays with it until it"
                    + " ends.",
            "Understands 'stop' and 'help' on standard input. A signal ends the session in order."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false)
final class SessionCommand implements Callable<Integer> {
    private static final String PLATFORM = "yarn";
    private static final Pattern PLAIN_NUMBER = Pattern.compile("[0-9]+");

    @picocli.CommandLine.Mixin
    private SettingsOptions settings = new SettingsOptions();

    @Option(
            names = {"-nm", "--name"},
            paramLabel = "NAME",
            description = "The session's name, by which 'millrace run --session NAME' finds it.")
    private @Nullable String name;

    @Option(
            names = {"-s", "--slots"},
            paramLabel = "N",
            description = "Slots of each TaskManager (taskmanager.numberOfTaskSlots).")
    private @Nullable String slots;

    @Option(
            names = {"-jm", "--jobManagerMemory"},
            paramLabel = "SIZE",
            description = "The size of the JobManager's container; a plain number is in MB.")
    private @Nullable String jobManagerMemory;

    @Option(
            names = {"-tm", "--taskManagerMemory"},
            paramLabel = "SIZE",
            description = "The size of a TaskManager's container; a plain number is in MB.")
    private @Nullable String taskManagerMemory;

    @Option(
            names = {"-qu", "--queue"},
            paramLabel = "QUEUE",
            description = "The queue.")
    private @Nullable String queue;

    @Option(
            names = {"-nl", "--nodeLabel"},
            paramLabel = "LABEL",
            description = "The label of the nodes to run on.")
    private @Nullable String nodeLabel;

    @Option(
            names = {"-d", "--detached"},
            description = "Return when the session takes jobs, and leave it running.")
    private boolean detached;

    @Option(
            names = {"-id", "--applicationId"},
            paramLabel = "ID",
            description = "Start none, but go to the one that runs; a signal then leaves it running.")
    private @Nullable String applicationId;

    @Override
    public Integer call() {
        LogLevel.set(settings.verbose());
        Signals.watch();
        try {
            Configuration configuration = configuration();
            Platform platform = Platforms.named(PLATFORM);
            return applicationId == null ? start(platform, configuration) : attach(platform, configuration);
        } catch (Exception thrown) {
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            if (Signals.any()) {
                return Signals.exitCode();
            }
            return ProgramCommand.complain(thrown, settings);
        }
    }

    private Configuration configuration() {
        Configuration configuration = settings.read(System.getenv());
        set(configuration, PLATFORM + ".application.name", name, "-nm");
        set(configuration, PLATFORM + ".application.queue", queue, "-qu");
        set(configuration, PLATFORM + ".application.node-label", nodeLabel, "-nl");
        set(configuration, "taskmanager.numberOfTaskSlots", slots, "-s");
        set(configuration, "jobmanager.memory.process.size", memory(jobManagerMemory), "-jm");
        set(configuration, "taskmanager.memory.process.size", memory(taskManagerMemory), "-tm");
        return configuration;
    }

    private static void set(Configuration configuration, String key, @Nullable String value, String where) {
        if (value != null) {
            SettingsOptions.set(configuration, key, value, where);
        }
    }

    /** A plain number is in MB, as users of Flink's script know it. */
    static @Nullable String memory(@Nullable String given) {
        return given != null && PLAIN_NUMBER.matcher(given.strip()).matches() ? given.strip() + "m" : given;
    }

    private int start(Platform platform, Configuration configuration) throws DeploymentException, InterruptedException {
        Report report = new Report(Output.TEXT, System.out, System.err, Optional.empty(), !detached);
        ApplicationRun run = new ApplicationRun(platform, configuration, report, ClientExit.KILL);
        Ending ending = run.run(
                progress -> {
                    Deployed session = platform.startSession(configuration, progress);
                    welcome(session);
                    return session;
                },
                detached ? session -> Ending.running(report.jobs()) : this::stay);
        return finish(ending, run);
    }

    private int finish(Ending ending, ApplicationRun run) {
        if (!run.isStopping() && !ending.message().isEmpty()) {
            ProgramCommand.complain(ending.message());
        }
        return ending.exitCode();
    }

    private int attach(Platform platform, Configuration configuration)
            throws DeploymentException, InterruptedException {
        try (Deployed session = platform.find(String.valueOf(applicationId), configuration)) {
            welcome(session);
            Ending ending = detached ? Ending.running(java.util.List.of()) : stay(session);
            if (!ending.message().isEmpty()) {
                ProgramCommand.complain(ending.message());
            }
            return ending.exitCode();
        }
    }

    private Ending stay(Deployed session) throws DeploymentException, InterruptedException {
        return new SessionConsole(session, System.in, System.err).stay();
    }

    private void welcome(Deployed session) throws DeploymentException {
        String shown = session.status().name();
        String web = session.status().webAddress();
        System.err.println("The session '" + shown + "' takes jobs: millrace run -t yarn-session --session '" + shown
                + "' JAR" + (web.isEmpty() ? "" : "\nREST interface: " + web));
        System.err.println(
                detached
                        ? "To end it: echo stop | yarn-session.sh -id " + session.applicationId()
                        : "'stop' and Enter ends it; 'help' says more.");
    }
}
