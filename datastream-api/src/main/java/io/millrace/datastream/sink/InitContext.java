package io.millrace.datastream.sink;

import io.millrace.dataflow.JobInfo;
import io.millrace.dataflow.TaskInfo;
import java.util.OptionalLong;

/** What writers and committers may ask for when they are made. */
public interface InitContext {
    /** The checkpoint id that a job without checkpoints begins with. */
    long INITIAL_CHECKPOINT_ID = 1;

    JobInfo getJobInfo();

    TaskInfo getTaskInfo();

    /** The checkpoint that the job goes on from; empty for a new one. */
    OptionalLong getRestoredCheckpointId();
}
