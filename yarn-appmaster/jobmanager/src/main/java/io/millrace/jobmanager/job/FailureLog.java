package io.millrace.jobmanager.job;

import io.millrace.control.Address;
import io.millrace.control.Epoch;
import io.millrace.control.Turn;
import io.millrace.control.report.FailureReport;
import io.millrace.control.report.FailureReport.Cause;
import io.millrace.control.report.FailureReport.Consequence;
import io.millrace.control.report.FailureReports;
import io.millrace.dataflow.JobID;
import io.millrace.protocol.Failure;

/**
 * Reports the failures of a job: to where reports are kept, and to the dispatcher. A part of the job's turns.
 */
final class FailureLog {
    private static final int MESSAGE_CHARS_MAX = 8 << 10;
    private static final int STACK_CHARS_MAX = 32 << 10;
    private static final int LOG_CHARS_MAX = 16 << 10;

    private final JobID job;
    private final String name;
    private final Epoch epoch;
    private final FailureReports store;
    private final Address dispatcher;
    private int number;

    /** @param dispatcher takes {@link JobReport}s */
    FailureLog(JobID job, String name, Epoch epoch, FailureReports store, Address dispatcher) {
        this.job = job;
        this.name = name;
        this.epoch = epoch;
        this.store = store;
        this.dispatcher = dispatcher;
    }

    /** @param run which run of the tasks it was, from 1 */
    void note(Failed what, Consequence then, int run, Turn turn) {
        number++;
        FailureReport report = new FailureReport(
                job,
                name,
                epoch.number(),
                number,
                turn.now(),
                run,
                cause(what.cause()),
                what.attempt(),
                what.place(),
                then,
                end(what.log()));
        store.write(report);
        turn.send(dispatcher, new JobReport.FailureNoted(job, report.withoutLog()));
    }

    private static Cause cause(Failure failure) {
        return new Cause(
                failure.owner().name(),
                beginning(failure.message(), MESSAGE_CHARS_MAX),
                beginning(failure.stackTrace(), STACK_CHARS_MAX),
                failure.operator(),
                failure.record(),
                failure.lostPartition().map(Object::toString),
                failure.lostSnapshot());
    }

    private static String beginning(String text, int charsMax) {
        return text.length() <= charsMax ? text : text.substring(0, charsMax) + " ...";
    }

    private static String end(String text) {
        return text.length() <= LOG_CHARS_MAX ? text : "... " + text.substring(text.length() - LOG_CHARS_MAX);
    }
}
