package io.millrace.dataflow.util;

import io.millrace.dataflow.JobID;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Puts the job that a thread works for into the context of its log lines. */
public final class MdcUtils {
    /** Under which name log layouts find the job. */
    public static final String JOB_ID = "flink-job-id";

    private MdcUtils() {}

    /** Ends what {@link #withContext} began. */
    public interface MdcCloseable extends AutoCloseable {
        @Override
        void close();
    }

    /** Until closed, the calling thread's log lines have this context; what it had before comes back then. */
    public static MdcCloseable withContext(Map<String, String> context) {
        Map<String, String> before = MDC.getCopyOfContextMap();
        Map<String, String> all = new HashMap<>(before == null ? Map.of() : before);
        all.putAll(context);
        MDC.setContextMap(all);
        return () -> MDC.setContextMap(before == null ? Map.of() : before);
    }

    public static Runnable wrapRunnable(Map<String, String> contextData, Runnable command) {
        return () -> {
            try (MdcCloseable ignored = withContext(contextData)) {
                command.run();
            }
        };
    }

    public static <T> Callable<T> wrapCallable(Map<String, String> contextData, Callable<T> command) {
        return () -> {
            try (MdcCloseable ignored = withContext(contextData)) {
                return command.call();
            }
        };
    }

    /** What this executor runs has the context. */
    public static Executor scopeToJob(JobID jobID, Executor executor) {
        Map<String, String> context = asContextData(jobID);
        return command -> executor.execute(wrapRunnable(context, command));
    }

    /** What this executor runs has the context; shutting it down shuts down the other. */
    public static ExecutorService scopeToJob(JobID jobID, ExecutorService executor) {
        return new MdcExecutorService(executor, asContextData(jobID));
    }

    public static Map<String, String> asContextData(@Nullable JobID jobID) {
        return jobID == null ? Map.of() : Map.of(JOB_ID, jobID.toHexString());
    }
}
