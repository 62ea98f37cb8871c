package io.millrace.control.report;

import io.millrace.control.report.FailureReport.Attempt;
import io.millrace.control.report.FailureReport.Cause;
import io.millrace.control.report.FailureReport.Consequence;
import io.millrace.control.report.FailureReport.End;
import io.millrace.control.report.FailureReport.Place;
import io.millrace.dataflow.JobID;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A report as text in UTF-8 that people read as it is:
 *
 * <pre>
 * millrace failure report: 1
 * time: 2026-11-21T13:20:11.123Z
 * message: operator 'Map' of task 'Map (2/4)' failed: java.lang.NumberFormatException: For input string: "x"
 * exit status: 137
 * stack trace:
 *     java.lang.NumberFormatException: For input string: "x"
 *         at …
 * </pre>
 *
 * A value of one line follows its key; one of several lines follows on lines that are indented by four spaces. Keys that are
 * not known are passed over. Reports without lines for a key have nothing to say about it.
 */
public final class FailureReportFormat {
    private static final String FIRST = "millrace failure report";
    private static final String VERSION = "1";
    private static final String INDENT = "    ";

    private FailureReportFormat() {}

    /** Under this name it is kept, in a folder of its job. Names are in the order of the reports. */
    public static String fileName(long epoch, int number) {
        return String.format(Locale.ROOT, "%06d-%06d.txt", epoch, number);
    }

    public static String write(FailureReport report) {
        StringBuilder text = new StringBuilder();
        put(text, FIRST, VERSION);
        put(text, "time", report.time().toString());
        put(text, "job", report.job().toString());
        put(text, "job name", report.jobName());
        put(text, "run", String.valueOf(report.run()));
        put(text, "report", String.valueOf(report.number()));
        put(text, "epoch", String.valueOf(report.epoch()));
        Cause cause = report.cause();
        put(text, "owner", cause.owner());
        put(text, "message", cause.message());
        cause.operator().ifPresent(value -> put(text, "operator", value));
        report.attempt().ifPresent(attempt -> {
            put(text, "task", attempt.vertex());
            put(text, "subtask", String.valueOf(attempt.subtask()));
            put(text, "attempt", String.valueOf(attempt.number()));
        });
        cause.record().ifPresent(value -> put(text, "record", value));
        cause.lostPartition().ifPresent(value -> put(text, "lost partition", value));
        cause.lostSnapshot().ifPresent(value -> put(text, "lost snapshot", value));
        report.place().ifPresent(place -> put(text, place));
        put(text, report.consequence());
        put(text, "stack trace", cause.stackTrace());
        put(text, "log", report.log());
        return text.toString();
    }

    private static void put(StringBuilder text, Place place) {
        put(text, "host", place.host());
        put(text, "container", place.taskManager());
        place.end().ifPresent(end -> {
            put(text, "container end", end.cause());
            end.exitStatus().ifPresent(status -> put(text, "exit status", String.valueOf(status)));
            put(text, "diagnostics", end.diagnostics());
        });
    }

    private static void put(StringBuilder text, Consequence consequence) {
        put(text, "decision", consequence.decision());
        put(text, "restarts", String.join("\n", consequence.restarts()));
        consequence.checkpoint().ifPresent(id -> put(text, "from checkpoint", String.valueOf(id)));
        if (!consequence.delay().isZero()) {
            put(text, "delay ms", String.valueOf(consequence.delay().toMillis()));
        }
    }

    private static void put(StringBuilder text, String key, String value) {
        if (value.isEmpty()) {
            return;
        }
        String lines = value.replace("\r\n", "\n").replace('\r', '\n');
        if (lines.indexOf('\n') < 0) {
            text.append(key).append(": ").append(lines).append('\n');
            return;
        }
        String block = lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
        text.append(key).append(":\n");
        block.lines().forEach(line -> text.append(INDENT).append(line).append('\n'));
    }

    /**
     * @param place names the text in errors
     * @throws IOException if it is no report, or of a version that is not known here
     */
    public static FailureReport read(String place, String text) throws IOException {
        Map<String, String> values = values(text);
        String version = values.getOrDefault(FIRST, "");
        if (!version.equals(VERSION)) {
            throw new IOException("'" + place + "' is no report of a failure that can be read: expected='" + FIRST
                    + ": " + VERSION + "' in its first line"
                    + (version.isEmpty() ? "." : ", found version '" + version + "': of a later Millrace."));
        }
        try {
            return new FailureReport(
                    JobID.fromHexString(need(values, "job")),
                    text(values, "job name"),
                    Long.parseLong(need(values, "epoch")),
                    Integer.parseInt(need(values, "report")),
                    Instant.parse(need(values, "time")),
                    Integer.parseInt(need(values, "run")),
                    cause(values),
                    attempt(values),
                    place(values),
                    consequence(values),
                    text(values, "log"));
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException("'" + place + "' is damaged: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> values(String text) {
        Map<String, StringBuilder> found = new LinkedHashMap<>();
        StringBuilder latest = new StringBuilder();
        boolean begun = true;
        for (String line : text.split("\n", -1)) {
            if (line.startsWith(INDENT)) {
                latest.append(begun ? "" : "\n").append(line, INDENT.length(), line.length());
                begun = false;
                continue;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                latest = new StringBuilder(line.substring(colon + 1).strip());
                begun = true;
                found.putIfAbsent(line.substring(0, colon), latest);
            }
        }
        Map<String, String> values = new LinkedHashMap<>();
        found.forEach((key, value) -> values.put(key, value.toString()));
        return values;
    }

    private static String text(Map<String, String> values, String key) {
        return values.getOrDefault(key, "");
    }

    private static String need(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException("it has no line '" + key + ": …'");
        }
        return value;
    }

    private static Optional<String> maybe(Map<String, String> values, String key) {
        return Optional.ofNullable(values.get(key));
    }

    private static Cause cause(Map<String, String> values) {
        return new Cause(
                text(values, "owner"),
                text(values, "message"),
                text(values, "stack trace"),
                maybe(values, "operator"),
                maybe(values, "record"),
                maybe(values, "lost partition"),
                maybe(values, "lost snapshot"));
    }

    private static Optional<Attempt> attempt(Map<String, String> values) {
        return maybe(values, "attempt")
                .map(number -> new Attempt(
                        text(values, "task"), Integer.parseInt(need(values, "subtask")), Integer.parseInt(number)));
    }

    private static Optional<Place> place(Map<String, String> values) {
        return maybe(values, "container")
                .map(container -> new Place(
                        container,
                        text(values, "host"),
                        maybe(values, "container end")
                                .map(cause -> new End(
                                        cause,
                                        maybe(values, "exit status")
                                                .map(status -> OptionalInt.of(Integer.parseInt(status)))
                                                .orElse(OptionalInt.empty()),
                                        text(values, "diagnostics")))));
    }

    private static Consequence consequence(Map<String, String> values) {
        return new Consequence(
                text(values, "decision"),
                maybe(values, "restarts")
                        .map(names -> List.of(names.split("\n")))
                        .orElse(List.of()),
                maybe(values, "from checkpoint")
                        .map(id -> OptionalLong.of(Long.parseLong(id)))
                        .orElse(OptionalLong.empty()),
                Duration.ofMillis(maybe(values, "delay ms").map(Long::parseLong).orElse(0L)));
    }
}
