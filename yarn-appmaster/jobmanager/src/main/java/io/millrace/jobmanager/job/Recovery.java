package io.millrace.jobmanager.job;

import io.millrace.dataflow.graph.JobGraph;

/** What a job can go on from after a failure. */
public enum Recovery {
    /** The input is bounded, and what is lost is made again. */
    RERUN,
    /** All tasks go on from the newest complete checkpoint. */
    CHECKPOINTS,
    /** Running again would begin from the beginning, in the middle of the output. */
    NOTHING;

    static Recovery of(JobGraph.Mode mode, boolean checkpoints) {
        if (mode == JobGraph.Mode.BATCH) {
            return RERUN;
        }
        return checkpoints ? CHECKPOINTS : NOTHING;
    }
}
