package io.millrace.yarn.deploy;

import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.ApplicationOutcome.End;
import io.millrace.dataflow.deploy.ApplicationOutcome.Kind;
import io.millrace.dataflow.deploy.ApplicationStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.hadoop.yarn.api.records.ApplicationReport;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.api.records.YarnApplicationState;

/** What YARN's reports mean to us; pure. */
final class Reports {
    /** The type of our applications. */
    static final String TYPE = "Millrace";

    /** How many lines of an ApplicationMaster's last words fit into a message. */
    private static final int LAST_LINES = 12;

    private Reports() {}

    /** The tag that tells what an application is for. */
    static String tag(boolean session) {
        return session ? "millrace-session" : "millrace-application";
    }

    static boolean isSession(ApplicationReport report) {
        return report.getApplicationTags() != null
                && report.getApplicationTags().contains(tag(true));
    }

    static ApplicationStatus status(ApplicationReport report) {
        return new ApplicationStatus(
                report.getApplicationId().toString(),
                text(report.getName()),
                isSession(report) ? "session" : "application",
                report.getYarnApplicationState().name(),
                text(report.getQueue()),
                text(report.getUser()),
                webAddress(report),
                text(report.getDiagnostics()).strip());
    }

    /** The address that the ApplicationMaster itself registered; empty before that. */
    static String webAddress(ApplicationReport report) {
        String original = text(report.getOriginalTrackingUrl());
        return original.isEmpty() || original.equals("N/A") ? "" : original;
    }

    static boolean hasEnded(ApplicationReport report) {
        return switch (report.getYarnApplicationState()) {
            case FINISHED, FAILED, KILLED -> true;
            case NEW, NEW_SAVING, SUBMITTED, ACCEPTED, RUNNING -> false;
        };
    }

    /** All states of an application that has not ended. */
    static Set<YarnApplicationState> alive() {
        return EnumSet.complementOf(
                EnumSet.of(YarnApplicationState.FINISHED, YarnApplicationState.FAILED, YarnApplicationState.KILLED));
    }

    /** The outcome of an application that left no word of its own. */
    static ApplicationOutcome outcome(ApplicationReport report) {
        End end = end(report);
        String message = end == End.SUCCEEDED ? "" : message(report);
        return new ApplicationOutcome(end, kind(end, text(report.getDiagnostics())), message, List.of());
    }

    private static End end(ApplicationReport report) {
        FinalApplicationStatus status = report.getFinalApplicationStatus();
        if (report.getYarnApplicationState() == YarnApplicationState.KILLED
                || status == FinalApplicationStatus.KILLED) {
            return End.KILLED;
        }
        return status == FinalApplicationStatus.SUCCEEDED ? End.SUCCEEDED : End.FAILED;
    }

    private static Kind kind(End end, String diagnostics) {
        if (end == End.SUCCEEDED) {
            return Kind.NONE;
        }
        boolean memory = diagnostics.contains("beyond the 'PHYSICAL' memory limit")
                || diagnostics.contains("beyond physical memory limits")
                || diagnostics.contains("OutOfMemoryError");
        return memory ? Kind.RESOURCES : Kind.SYSTEM;
    }

    /** One or more lines: how it ended, and the last words of its process as far as YARN passed them on. */
    static String message(ApplicationReport report) {
        String diagnostics = text(report.getDiagnostics()).strip();
        String head = report.getApplicationId() + " ended as " + report.getYarnApplicationState()
                + (report.getFinalApplicationStatus() == null ? "" : "/" + report.getFinalApplicationStatus());
        if (diagnostics.isEmpty()) {
            return head + "; YARN gives no reason. See yarn logs -applicationId " + report.getApplicationId() + ".";
        }
        return head + ": " + essence(diagnostics);
    }

    /** YARN's long texts begin with how the attempt ended, and end with the tail of the process's standard error. */
    static String essence(String diagnostics) {
        List<String> lines = diagnostics
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        List<String> kept = new ArrayList<>();
        kept.add(lines.get(0));
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).matches("Last \\d+ bytes of .*stderr.*:")) {
                last = i;
            }
        }
        if (last >= 0) {
            List<String> words = lines.subList(last + 1, lines.size()).stream()
                    .takeWhile(line -> !line.startsWith("For more detailed output") && !line.startsWith("[20"))
                    .toList();
            kept.addAll(words.subList(Math.max(0, words.size() - LAST_LINES), words.size()));
        } else {
            lines.stream()
                    .skip(1)
                    .filter(line -> !isFrame(line))
                    .limit(LAST_LINES)
                    .forEach(kept::add);
        }
        return String.join("\n    ", kept);
    }

    /** YARN's own words around a reason. */
    private static boolean isFrame(String line) {
        return line.startsWith("For more detailed output")
                || line.startsWith(". Failing")
                || line.matches("Last \\d+ bytes of .*:")
                || line.matches("\\[[^]]*\\]Container exited with a non-zero exit code.*");
    }

    static String text(@org.jspecify.annotations.Nullable String maybe) {
        return maybe == null ? "" : maybe;
    }
}
