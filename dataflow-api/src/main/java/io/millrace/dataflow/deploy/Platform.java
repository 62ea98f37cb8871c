package io.millrace.dataflow.deploy;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.Configuration;
import java.util.List;
import java.util.Optional;

/**
 * A resource manager that applications run on. Implementations are services, looked up in the engine's class loader by
 * {@link #name}. Thread-safe; methods block, and each leaves no application behind if it throws, unless the exception's kind
 * is {@link DeploymentException.Kind#STATE_UNKNOWN}.
 */
public interface Platform {
    /** What targets begin with: {@code yarn} for {@code yarn-application} and {@code yarn-session}. */
    String name();

    /**
     * Starts one application in which the program's {@code main} runs, and returns when its ApplicationMaster runs.
     *
     * @param configuration name, queue, memory, tags and all settings of the program's jobs
     * @param progress hears of the application's id as soon as there is one
     */
    Deployed startApplication(ProgramSpec program, Configuration configuration, Progress progress)
            throws DeploymentException;

    /** Starts an application that takes jobs until it is stopped, and returns when it takes them. */
    Deployed startSession(Configuration configuration, Progress progress) throws DeploymentException;

    /** Reaches an application of ours that runs or has ended. */
    Deployed find(String applicationId, Configuration configuration) throws DeploymentException;

    /** The running session of this name that the user may use; if there are several, the exception names them. */
    Optional<Deployed> findSession(String name, Configuration configuration) throws DeploymentException;

    /** All applications of ours that have not ended. */
    List<ApplicationStatus> list(Configuration configuration) throws DeploymentException;

    /**
     * The reports of failures of an application, or of one job: while it runs, and for some time after its end, also if the
     * resource manager has forgotten it. None is no error.
     *
     * @param applicationId if it is empty, the job is looked for in all applications of the user
     * @param job if it is empty, all jobs of the application are meant
     */
    FailureReportTexts failureReports(Optional<String> applicationId, Optional<JobID> job, Configuration configuration)
            throws DeploymentException;

    /** Hears how a start goes, on the thread that starts. */
    interface Progress {
        /** The resource manager has accepted the application; called once, at once, before any waiting. */
        void submitted(String applicationId);

        /** For people: what is waited for. */
        void waiting(String forWhat);
    }
}
