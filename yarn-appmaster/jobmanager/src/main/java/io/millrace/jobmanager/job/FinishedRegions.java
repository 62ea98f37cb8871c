package io.millrace.jobmanager.job;

import io.millrace.control.Turn;
import io.millrace.dataflow.JobID;
import io.millrace.jobmanager.coordinator.CoordinatorCall;
import io.millrace.jobmanager.coordinator.CoordinatorHost;
import io.millrace.jobmanager.region.RegionState;
import io.millrace.protocol.JobEntry.RegionFinished;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Has written down what remains of a region whose tasks have all finished, before anything builds on it: what they have counted
 * and told their coordinators must not end with the processes that know it. A part of the job's turns.
 */
final class FinishedRegions {
    private final JobID job;
    private final JobPorts ports;
    private final JobLife life;

    FinishedRegions(JobID job, JobPorts ports, JobLife life) {
        this.job = job;
        this.ports = ports;
        this.life = life;
    }

    /** The region has finished under this leader, or under an earlier one that did not write it down. */
    void conclude(RegionRun region) {
        List<Map<String, byte[]>> counted = region.tasks().stream()
                .map(TaskRun::accumulators)
                .filter(some -> !some.isEmpty())
                .toList();
        ports.coordinators()
                .call(
                        job,
                        new CoordinatorCall.Finish(
                                region.region().index(),
                                region.attempt(),
                                new TreeSet<>(region.region().vertices()),
                                counted));
    }

    void concluded(CoordinatorHost.Concluded fact, JobRun run, Turn turn) {
        if (isLatest(run, fact.region(), fact.attempt())) {
            life.report(
                    new JobReport.ToWrite(
                            new RegionFinished(job, fact.region(), fact.attempt(), fact.accumulators(), fact.states())),
                    turn);
        }
    }

    /** It is durable. @return false if the region runs again by now */
    boolean written(RegionFinished entry, JobRun run) {
        boolean counts = isLatest(run, entry.region(), entry.attempt());
        if (counts) {
            run.regions().get(entry.region()).written(entry.accumulators());
        }
        return counts;
    }

    private static boolean isLatest(JobRun run, int region, int attempt) {
        RegionRun latest = run.regions().get(region);
        return latest.state() == RegionState.FINISHED && latest.attempt() == attempt;
    }
}
