package io.millrace.protocol.diagnosis;

import io.millrace.dataflow.InvalidProgramException;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.deploy.ApplicationOutcome.Kind;
import io.millrace.dataflow.functions.InvalidTypesException;
import io.millrace.dataflow.program.ProgramInvocationException;
import io.millrace.dataflow.util.ExceptionUtils;
import io.millrace.protocol.Failure;
import io.millrace.protocol.JobCancellationException;
import io.millrace.protocol.JobFailedException;
import io.millrace.protocol.ReportedException;
import java.io.FileNotFoundException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a program's end by an exception means: who can mend it, and one message that names the thing and the next step. A
 * decider: pure, tested by a table.
 *
 * @param kind who can mend it
 * @param message one line
 * @param traceHelps whether a person may want the stack trace, too
 */
public record Diagnosis(Kind kind, String message, boolean traceHelps) {
    /** The packages of the engine; {@code io.millrace.examples} is a user's program. */
    private static final List<String> ENGINE = List.of(
            "dataflow", "dataset", "datastream", "operators", "local", "types", "taskmanager", "client", "yarn");

    public Diagnosis {
        message = message.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /** @param mainClass names the program; an empty text if that is not known */
    public static Diagnosis of(Throwable thrown, String mainClass) {
        Optional<JobFailedException> failed = ExceptionUtils.findThrowable(thrown, JobFailedException.class);
        if (failed.isPresent()) {
            return ofJob(failed.get());
        }
        if (ExceptionUtils.findThrowable(thrown, Diagnosis::isPlanRejected).isPresent()) {
            return new Diagnosis(Kind.PLAN_REJECTED, planRejected(thrown), false);
        }
        if (thrown instanceof ProgramInvocationException || thrown instanceof IllegalConfigurationException) {
            return new Diagnosis(Kind.USAGE, String.valueOf(thrown.getMessage()), false);
        }
        Optional<Throwable> missing = ExceptionUtils.findThrowable(thrown, Diagnosis::isPathRefusedByEngine);
        if (missing.isPresent()) {
            return new Diagnosis(Kind.USAGE, text(missing.get()), false);
        }
        Optional<JobCancellationException> cancelled =
                ExceptionUtils.findThrowable(thrown, JobCancellationException.class);
        if (cancelled.isPresent()) {
            return new Diagnosis(Kind.USER, String.valueOf(cancelled.get().getMessage()), false);
        }
        return new Diagnosis(Kind.USER, "The program " + mainClass + " failed: " + text(thrown) + place(thrown), true);
    }

    /** Nothing of it ran if no subtask is named: a coordinator refused at the start, or slots were denied. */
    private static Diagnosis ofJob(JobFailedException failed) {
        Failure failure = failed.failure();
        String message = String.valueOf(failed.getMessage());
        if (failure.owner() == Failure.Owner.RESOURCES) {
            return new Diagnosis(Kind.RESOURCES, message, false);
        }
        boolean beforeTasks = failure.subtask() < 0;
        if (beforeTasks && reported(failed, Diagnosis::isConfiguration)) {
            return new Diagnosis(Kind.USAGE, message, false);
        }
        if (beforeTasks && reported(failed, Diagnosis::isPlanRejected)) {
            return new Diagnosis(Kind.PLAN_REJECTED, message, false);
        }
        String record =
                failure.record().map(shown -> " at record '" + shown + "'").orElse("");
        Kind kind = failure.owner() == Failure.Owner.USER ? Kind.USER : Kind.SYSTEM;
        return new Diagnosis(kind, message + place(failed) + record, true);
    }

    private static boolean reported(Throwable thrown, Predicate<String> className) {
        return ExceptionUtils.findThrowable(
                        thrown, t -> t instanceof ReportedException reported && className.test(reported.className()))
                .isPresent();
    }

    private static boolean isConfiguration(String className) {
        return className.equals(IllegalConfigurationException.class.getName()) || isPath(className);
    }

    private static boolean isPath(String className) {
        return className.equals(FileNotFoundException.class.getName())
                || className.startsWith("java.nio.file.")
                || className.equals("org.apache.hadoop.fs.FileAlreadyExistsException")
                || className.equals("org.apache.hadoop.fs.PathNotFoundException");
    }

    private static boolean isPlanRejected(String className) {
        return className.equals(InvalidProgramException.class.getName())
                || className.equals(InvalidTypesException.class.getName());
    }

    private static boolean isPlanRejected(Throwable thrown) {
        return thrown instanceof InvalidProgramException || thrown instanceof InvalidTypesException;
    }

    private static String planRejected(Throwable thrown) {
        Throwable rule =
                ExceptionUtils.findThrowable(thrown, Diagnosis::isPlanRejected).orElse(thrown);
        return "The program was rejected: " + (rule.getMessage() == null ? rule : rule.getMessage()) + place(rule);
    }

    /** Thrown while the engine looked at a path for the program, and not by the program's own reading of files. */
    private static boolean isPathRefusedByEngine(Throwable thrown) {
        if (!(thrown instanceof FileNotFoundException || thrown instanceof FileSystemException)) {
            return false;
        }
        for (StackTraceElement frame : thrown.getStackTrace()) {
            if (!isPlatform(frame)) {
                return isEngine(frame);
            }
        }
        return false;
    }

    private static boolean isPlatform(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.startsWith("java.") || name.startsWith("sun.") || name.startsWith("jdk.");
    }

    private static boolean isEngine(StackTraceElement frame) {
        String[] parts = frame.getClassName().split("\\.", 4);
        return parts.length == 4 && parts[0].equals("io") && parts[1].equals("millrace") && ENGINE.contains(parts[2]);
    }

    /** The first line of the user's code in the innermost cause that has one. */
    private static String place(Throwable thrown) {
        String place = "";
        for (Throwable t = thrown; t != null; t = t.getCause() == t ? null : t.getCause()) {
            for (StackTraceElement frame : t.getStackTrace()) {
                if (!isPlatform(frame) && !isMillrace(frame)) {
                    place = " at " + frame.getClassName() + "." + frame.getMethodName() + "(" + frame.getFileName()
                            + ":" + frame.getLineNumber() + ")";
                    break;
                }
            }
        }
        return place;
    }

    private static boolean isMillrace(StackTraceElement frame) {
        return frame.getClassName().startsWith("io.millrace.")
                && !frame.getClassName().startsWith("io.millrace.examples.");
    }

    /** Messages of path exceptions begin with the path, and those of others need their class's name. */
    private static String text(Throwable thrown) {
        if (thrown instanceof FileAlreadyExistsException exists) {
            return "'" + exists.getFile() + "' exists already"
                    + (exists.getReason() == null ? "" : ": " + exists.getReason())
                    + ". Name another output, or take that one away.";
        }
        if (thrown instanceof FileNotFoundException && thrown.getMessage() != null) {
            return thrown.getMessage();
        }
        return thrown.toString();
    }
}
