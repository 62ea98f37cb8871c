package io.millrace.rest.view;

import io.millrace.control.report.FailureReport;
import io.millrace.control.report.FailureReport.Attempt;
import io.millrace.control.report.FailureReport.End;
import io.millrace.control.report.FailureReport.Place;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A {@link FailureReport} for the job's owner; null where nothing is known. Its fields bear the names of the report's lines.
 *
 * @param timestamp milliseconds since 1970
 * @param exitStatus of the container's process, or the resource manager's word in its place
 */
public record FailureReportView(
        long timestamp,
        int report,
        int run,
        String owner,
        String message,
        @Nullable String operator,
        @Nullable String task,
        @Nullable Integer subtask,
        @Nullable Integer attempt,
        @Nullable String record,
        @Nullable String lostPartition,
        @Nullable String lostSnapshot,
        @Nullable String host,
        @Nullable String container,
        @Nullable String containerEnd,
        @Nullable Integer exitStatus,
        @Nullable String diagnostics,
        String decision,
        List<String> restarts,
        @Nullable Long fromCheckpoint,
        long delayMs,
        String stackTrace) {
    public static FailureReportView of(FailureReport report) {
        Optional<Attempt> attempt = report.attempt();
        Optional<Place> place = report.place();
        Optional<End> end = place.flatMap(Place::end);
        FailureReport.Cause cause = report.cause();
        FailureReport.Consequence then = report.consequence();
        return new FailureReportView(
                report.time().toEpochMilli(),
                report.number(),
                report.run(),
                cause.owner(),
                cause.message(),
                cause.operator().orElse(null),
                attempt.map(Attempt::vertex).orElse(null),
                attempt.map(Attempt::subtask).orElse(null),
                attempt.map(Attempt::number).orElse(null),
                cause.record().orElse(null),
                cause.lostPartition().orElse(null),
                cause.lostSnapshot().orElse(null),
                place.map(Place::host).orElse(null),
                place.map(Place::taskManager).orElse(null),
                end.map(End::cause).orElse(null),
                end.isPresent() && end.get().exitStatus().isPresent()
                        ? end.get().exitStatus().getAsInt()
                        : null,
                end.map(End::diagnostics).orElse(null),
                then.decision(),
                then.restarts(),
                then.checkpoint().isPresent() ? then.checkpoint().getAsLong() : null,
                then.delay().toMillis(),
                cause.stackTrace());
    }

    public static List<FailureReportView> latestFirst(List<FailureReport> reports) {
        List<FailureReportView> views =
                new ArrayList<>(reports.stream().map(FailureReportView::of).toList());
        Collections.reverse(views);
        return views;
    }
}
