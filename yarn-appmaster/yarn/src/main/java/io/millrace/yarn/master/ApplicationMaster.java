package io.millrace.yarn.master;

import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.ApplicationOutcome.End;
import io.millrace.dataflow.deploy.ApplicationOutcome.Kind;
import io.millrace.yarn.launch.ApplicationSecrets;
import io.millrace.yarn.launch.ContainerFiles;
import io.millrace.yarn.launch.LaunchSpec;
import io.millrace.yarn.launch.LaunchSpec.Mode;
import io.millrace.yarn.launch.LaunchSpecFile;
import io.millrace.yarn.worker.ContainerDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first process of an application. It ends, whatever happens, by one {@link ApplicationOutcome}: of the program, of a
 * stop, of a signal, or of what broke; and that is what YARN is told.
 */
public final class ApplicationMaster {
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationMaster.class);

    /** Hadoop's hook that closes file systems must find the outcome written. */
    private static final int HOOK_PRIORITY = FileSystem.SHUTDOWN_HOOK_PRIORITY + 20;

    private static final long HOOK_TIMEOUT_S = 30;

    /** As long as TaskManagers give their tasks to heed a cancellation. */
    private static final Duration CANCEL_WAIT = Duration.ofSeconds(35);

    /** After a signal, when the process may be killed at any time. */
    private static final Duration SHORT_CANCEL_WAIT = Duration.ofSeconds(5);

    private static final int EXIT_FAILED = 1;

    private final LaunchSpec spec;
    private final MasterEnvironment environment;
    private final ApplicationSecrets secrets;
    private final YarnConfiguration hadoop;
    private final CompletableFuture<ApplicationOutcome> end = new CompletableFuture<>();
    private final CountDownLatch finished = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile @Nullable ProgramRun program;

    private ApplicationMaster(
            LaunchSpec spec, MasterEnvironment environment, ApplicationSecrets secrets, YarnConfiguration hadoop) {
        this.spec = spec;
        this.environment = environment;
        this.secrets = secrets;
        this.hadoop = hadoop;
    }

    /** YARN calls it; takes no arguments. */
    public static void main(String[] arguments) {
        int code = EXIT_FAILED;
        boolean exits = true;
        try {
            ContainerDirectory.prepare(Path.of(""));
            MasterEnvironment environment = MasterEnvironment.of(System.getenv());
            LOG.info(
                    "ApplicationMaster of {}, attempt {}: main began {} ms after submission",
                    environment.applicationId(),
                    environment.attempt(),
                    System.currentTimeMillis() - environment.submittedAtMs());
            LaunchSpec spec = LaunchSpecFile.fromBytes(Files.readAllBytes(Path.of(ContainerFiles.LAUNCH_SPEC)));
            ApplicationSecrets secrets =
                    ApplicationSecrets.of(UserGroupInformation.getCurrentUser().getCredentials());
            ApplicationMaster master = new ApplicationMaster(spec, environment, secrets, new YarnConfiguration());
            code = master.run();
            exits = !master.stopping;
        } catch (Throwable broken) {
            LOG.error("the ApplicationMaster could not run", broken);
        }
        if (exits) {
            System.exit(code);
        }
    }

    private int run() {
        Thread.setDefaultUncaughtExceptionHandler(this::threadDied);
        ShutdownHookManager.get().addShutdownHook(this::stopped, HOOK_PRIORITY, HOOK_TIMEOUT_S, TimeUnit.SECONDS);
        MasterServices services = null;
        ApplicationOutcome outcome;
        try {
            services = MasterServices.start(spec, environment, secrets, hadoop, new MasterServices.Ends() {
                @Override
                public void stopped(ApplicationOutcome outcome) {
                    end.complete(outcome);
                }

                @Override
                public void attemptEnded() {
                    abandon();
                }
            });
            begin(services);
            outcome = end.get();
        } catch (IllegalConfigurationException e) {
            outcome = new ApplicationOutcome(End.FAILED, Kind.USAGE, String.valueOf(e.getMessage()), List.of());
        } catch (Throwable broken) {
            LOG.error("the ApplicationMaster broke", broken);
            outcome = StopRequest.bySystemFailure("The ApplicationMaster could not do its work: " + broken);
        }
        boolean told = new MasterEnd(spec, hadoop, environment)
                .end(outcome, Optional.ofNullable(services), stopping ? SHORT_CANCEL_WAIT : CANCEL_WAIT);
        finished.countDown();
        return told && outcome.end() == End.SUCCEEDED ? 0 : EXIT_FAILED;
    }

    private void begin(MasterServices services) throws InterruptedException {
        if (spec.mode() == Mode.SESSION) {
            LOG.info("the session takes jobs");
            return;
        }
        LaunchSpec.Program what = spec.program().orElseThrow();
        ProgramRun run = new ProgramRun(what, spec.settings(), services.executor(what.uris()), end::complete);
        program = run;
        run.start();
    }

    /** The application is another's: nothing of it may be touched, and nobody told. */
    private void abandon() {
        finished.countDown();
        System.exit(EXIT_FAILED);
    }

    /** Of the engine's own threads, none may be missing without anybody hearing of it. */
    private void threadDied(Thread thread, Throwable cause) {
        LOG.error("thread '{}' died", thread.getName(), cause);
        if (thread.getName().startsWith("millrace-")) {
            end.complete(StopRequest.bySystemFailure("Millrace broke in its thread '" + thread.getName() + "' (" + cause
                    + "); this is a mistake in Millrace, please report it."));
        }
    }

    /** The JVM ends, by a signal or by the program's System.exit: not before YARN was told. */
    private void stopped() {
        if (finished.getCount() == 0) {
            return;
        }
        stopping = true;
        ProgramRun run = program;
        Optional<String> exitCall = run == null ? Optional.empty() : run.exitCall();
        end.complete(exitCall.map(StopRequest::bySystemExit).orElseGet(StopRequest::bySignal));
        try {
            if (!finished.await(HOOK_TIMEOUT_S - 1, TimeUnit.SECONDS)) {
                LOG.warn("the ApplicationMaster ends before YARN could be told");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
