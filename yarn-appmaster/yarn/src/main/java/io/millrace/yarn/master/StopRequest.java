package io.millrace.yarn.master;

import io.millrace.dataflow.deploy.ApplicationOutcome;
import io.millrace.dataflow.deploy.ApplicationOutcome.End;
import io.millrace.dataflow.deploy.ApplicationOutcome.Kind;
import java.util.List;

/** How an application ends that does not end by itself. */
final class StopRequest {
    private StopRequest() {}

    /** A session that was stopped did what it was for; an application did not come to its end. */
    static ApplicationOutcome byOwner(boolean session) {
        return session
                ? new ApplicationOutcome(End.SUCCEEDED, Kind.NONE, "", List.of())
                : killed("The application was stopped by its owner.");
    }

    static ApplicationOutcome bySignal() {
        return killed("The ApplicationMaster was told by a signal to end: the application was killed, or its node is"
                + " being shut down.");
    }

    /** @param place the line of the program that called it */
    static ApplicationOutcome bySystemExit(String place) {
        return new ApplicationOutcome(
                End.FAILED,
                Kind.USER,
                "The program called System.exit at " + place
                        + ". Its status is not known here, so the application counts"
                        + " as failed: have main return, or throw an exception.",
                List.of());
    }

    static ApplicationOutcome bySystemFailure(String what) {
        return new ApplicationOutcome(End.FAILED, Kind.SYSTEM, what, List.of());
    }

    private static ApplicationOutcome killed(String why) {
        return new ApplicationOutcome(End.KILLED, Kind.NONE, why, List.of());
    }
}
