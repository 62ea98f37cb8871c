package io.millrace.control.report;

import io.millrace.control.fake.FakeFailureReports;
import io.millrace.dataflow.JobID;
import java.util.List;

class FakeFailureReportsTest extends FailureReportsContract {
    private final FakeFailureReports reports = new FakeFailureReports();

    @Override
    protected FailureReports reports() {
        return reports;
    }

    @Override
    protected void settle() {
        // Nothing is ever under way.
    }

    @Override
    protected List<FailureReport> kept(JobID job) {
        return reports.of(job);
    }
}
