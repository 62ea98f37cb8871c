package io.millrace.client;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.DeploymentOptions;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.config.StateRecoveryOptions;
import io.millrace.dataflow.deploy.Deployed;
import io.millrace.dataflow.deploy.ProgramSpec;
import io.millrace.dataflow.program.PackagedProgram;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a program and its jobs to their ends, here or in the cluster. */
@Command(
        name = "run",
        description = {
            "Runs a program, and waits for its end.",
            "Standard output is the program's alone, or a machine's; all else goes to standard error."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class,
        sortOptions = false)
final class RunCommand extends ProgramCommand {
    @Mixin
    private SessionChoice session = new SessionChoice();

    @Option(
            names = {"-d", "--detach", "--detached"},
            description = "Return when the program runs in the cluster; 0 then says nothing about its end.")
    private boolean detach;

    @Option(
            names = {"-s", "--fromSavepoint"},
            paramLabel = "PLACE",
            description =
                    "The streaming job begins with the complete checkpoint that lies there (…/chk-7), also one of another"
                            + " job or at another parallelism (execution.state-recovery.path).")
    private @Nullable String start;

    @Option(
            names = {"-n", "--allowNonRestoredState"},
            description =
                    "With -s: state of operators that the program has not is lost, instead of being a reason to refuse"
                            + " the job (execution.state-recovery.ignore-unclaimed-state).")
    private boolean dropsUnclaimed;

    @Option(
            names = "--submit-timeout",
            paramLabel = "DURATION",
            description = "An application that the cluster has not admitted by then is killed (such as 10 min).")
    private @Nullable String submitTimeout;

    @Option(
            names = "--on-client-exit",
            paramLabel = "POLICY",
            description =
                    "When a signal stops this command while it waits: kill what it started (the default), or detach.")
    private ClientExit onClientExit = ClientExit.KILL;

    @Option(
            names = "--output",
            paramLabel = "FORM",
            description = "Standard output: text, json (one object as the last line) or properties (the default under"
                    + " Oozie).")
    private @Nullable Output output;

    @Option(
            names = "--status-file",
            paramLabel = "PATH",
            description = "A file of this machine that always holds how the program stands, as JSON.")
    private @Nullable Path statusFile;

    private final PrintStream out = System.out;
    private @Nullable Report report;
    private BooleanSupplier stopped = () -> false;

    @Override
    void prepare(Configuration configuration) {
        if (detach) {
            configuration.set(DeploymentOptions.ATTACHED, false);
        }
        beginWith(configuration);
        Output form = Output.of(output, System.getenv());
        if (form == Output.PROPERTIES) {
            System.setOut(System.err);
        }
        report = new Report(
                form,
                out,
                System.err,
                Optional.ofNullable(statusFile).map(StatusFile::new),
                configuration.get(DeploymentOptions.ATTACHED));
        Signals.watch();
        if (submitTimeout != null) {
            String target = configuration.getOptional(DeploymentOptions.TARGET).orElse("");
            if (!target.endsWith(Target.APPLICATION_SUFFIX)) {
                throw new IllegalConfigurationException(
                        "--submit-timeout goes with a target that submits an application: add -t yarn-application.");
            }
            SettingsOptions.set(
                    configuration, Target.platformOf(target) + ".submit-timeout", submitTimeout, "--submit-timeout");
        }
    }

    private void beginWith(Configuration configuration) {
        if (start != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, start);
        }
        if (dropsUnclaimed) {
            if (configuration.getOptional(StateRecoveryOptions.SAVEPOINT_PATH).isEmpty()) {
                throw new IllegalConfigurationException(
                        "--allowNonRestoredState says how to begin with a checkpoint: add"
                                + " -s with the directory of one.");
            }
            configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        }
    }

    private Report report() {
        return report == null
                ? new Report(Output.of(output, System.getenv()), out, System.err, Optional.empty(), true)
                : report;
    }

    @Override
    Ending run(PackagedProgram program, Configuration configuration) throws Throwable {
        boolean attached = configuration.get(DeploymentOptions.ATTACHED);
        Target target = Target.of(configuration);
        if (!(target instanceof Target.Session)) {
            session.refuseIfGiven();
        }
        if (target instanceof Target.Application application) {
            ApplicationRun run = new ApplicationRun(application.platform(), configuration, report(), onClientExit);
            stopped = run::isStopping;
            ProgramSpec spec = options().spec();
            return run.run(
                    progress -> application.platform().startApplication(spec, configuration, progress), attached);
        }
        if (target instanceof Target.Session inSession) {
            options().nameJars(configuration);
            try (Deployed deployed = session.find(inSession.platform(), configuration)) {
                report().runsIn(deployed.applicationId());
                return run(
                        new ProgramRun(deployed.executor(), report(), onClientExit, attached), program, configuration);
            }
        }
        if (!attached) {
            throw new IllegalConfigurationException("--detach (" + DeploymentOptions.ATTACHED.key()
                    + "=false) does not go with target local: the jobs run in this process, which waits for"
                    + " their end.");
        }
        Target.InProcess here = (Target.InProcess) target;
        return run(new ProgramRun(here.executor(), report(), ClientExit.KILL, true), program, configuration);
    }

    private Ending run(ProgramRun run, PackagedProgram program, Configuration configuration) throws Throwable {
        stopped = run::isStopping;
        return run.run(program, configuration);
    }

    @Override
    void end(Ending ending) {
        report().end(ending.jobs().isEmpty() ? ending.withJobs(report().jobs()) : ending);
    }

    @Override
    boolean isStopped() {
        return stopped.getAsBoolean();
    }
}
