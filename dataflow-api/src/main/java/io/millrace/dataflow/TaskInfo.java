package io.millrace.dataflow;

/** Which parallel instance of which vertex a task is. */
public interface TaskInfo {
    String getTaskName();

    /** The number of key groups. */
    int getMaxNumberOfParallelSubtasks();

    /** From 0 to {@link #getNumberOfParallelSubtasks()} - 1. */
    int getIndexOfThisSubtask();

    int getNumberOfParallelSubtasks();

    /** 0 for the first attempt. */
    int getAttemptNumber();

    /** For example {@code "Map (2/4)#0"}: name, number of the instance from 1, parallelism, attempt. */
    String getTaskNameWithSubtasks();
}
