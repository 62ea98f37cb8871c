package io.millrace.yarn.worker;

import io.millrace.yarn.launch.ApplicationSecrets;
import java.nio.file.Path;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of a TaskManager. It ends when the JobManager says goodbye or is silent for too long, with status 0; if it
 * could not start, with status 1; if the engine broke in it, with status 2. YARN may end it at any time.
 */
public final class TaskManagerProcess {
    private static final Logger LOG = LoggerFactory.getLogger(TaskManagerProcess.class);

    private static final int EXIT_NOT_STARTED = 1;
    private static final int EXIT_BROKEN = 2;

    private TaskManagerProcess() {}

    /** YARN calls it; takes no arguments. */
    public static void main(String[] arguments) {
        int code = EXIT_NOT_STARTED;
        try {
            ContainerDirectory.prepare(Path.of(""));
            ContainerEnvironment environment = ContainerEnvironment.of(System.getenv());
            Credentials credentials = UserGroupInformation.getCurrentUser().getCredentials();
            TaskManagerTold told = TaskManagerTold.of(credentials);
            LOG.info("TaskManager in {} on {}: {}", environment.containerId(), environment.host(), told);
            code = run(environment, told, ApplicationSecrets.secretOf(credentials));
        } catch (Throwable broken) {
            LOG.error("the TaskManager could not start", broken);
            System.err.println("The TaskManager could not start: " + broken);
        }
        // Threads of user code that do not heed their interruption must not keep the process.
        System.exit(code);
    }

    private static int run(ContainerEnvironment environment, TaskManagerTold told, byte[] secret) throws Exception {
        try (ContainerTaskManager taskManager = ContainerTaskManager.start(environment, told, secret)) {
            ContainerTaskManager.Ended ended = taskManager.awaitEnd();
            LOG.info("the TaskManager ends: {}", ended.reason());
            return ended.broken() ? EXIT_BROKEN : 0;
        }
    }
}
