package io.millrace.control.fake;

import io.millrace.control.report.FailureReport;
import io.millrace.control.report.FailureReportFormat;
import io.millrace.control.report.FailureReports;
import io.millrace.dataflow.JobID;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reports in memory, in the form in which they would be written. */
public final class FakeFailureReports implements FailureReports {
    private final Map<String, TreeMap<String, String>> jobs = new TreeMap<>();

    @Override
    public void write(FailureReport report) {
        TreeMap<String, String> reports = jobs.computeIfAbsent(report.job().toString(), job -> new TreeMap<>());
        reports.putIfAbsent(
                FailureReportFormat.fileName(report.epoch(), report.number()), FailureReportFormat.write(report));
        FailureReports.beyondTheKept(List.copyOf(reports.keySet())).forEach(reports::remove);
    }

    /** The reports of a job that are kept, in their order. */
    public List<FailureReport> of(JobID job) {
        List<FailureReport> kept = new ArrayList<>();
        jobs.getOrDefault(job.toString(), new TreeMap<>()).forEach((name, text) -> {
            try {
                kept.add(FailureReportFormat.read(name, text));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return kept;
    }
}
