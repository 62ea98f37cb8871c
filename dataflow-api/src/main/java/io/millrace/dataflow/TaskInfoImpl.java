package io.millrace.dataflow;

/** A {@link TaskInfo} by value. */
public final class TaskInfoImpl implements TaskInfo {
    private final String taskName;
    private final int maxNumberOfParallelSubtasks;
    private final int indexOfSubtask;
    private final int numberOfParallelSubtasks;
    private final int attemptNumber;

    /** @throws IllegalArgumentException unless {@code 0 <= index < parallelism <= max} and {@code attempt >= 0} */
    public TaskInfoImpl(
            String taskName,
            int maxNumberOfParallelSubtasks,
            int indexOfSubtask,
            int numberOfParallelSubtasks,
            int attemptNumber) {
        if (indexOfSubtask < 0 || indexOfSubtask >= numberOfParallelSubtasks) {
            throw new IllegalArgumentException("Subtask index of '" + taskName + "': expected=0 to "
                    + (numberOfParallelSubtasks - 1) + ", actual=" + indexOfSubtask);
        }
        if (numberOfParallelSubtasks > maxNumberOfParallelSubtasks) {
            throw new IllegalArgumentException("Parallelism of '" + taskName + "': expected=at most the maximum of "
                    + maxNumberOfParallelSubtasks + ", actual=" + numberOfParallelSubtasks);
        }
        if (attemptNumber < 0) {
            throw new IllegalArgumentException(
                    "Attempt number of '" + taskName + "': expected=at least 0, actual=" + attemptNumber);
        }
        this.taskName = taskName;
        this.maxNumberOfParallelSubtasks = maxNumberOfParallelSubtasks;
        this.indexOfSubtask = indexOfSubtask;
        this.numberOfParallelSubtasks = numberOfParallelSubtasks;
        this.attemptNumber = attemptNumber;
    }

    @Override
    public String getTaskName() {
        return taskName;
    }

    @Override
    public int getMaxNumberOfParallelSubtasks() {
        return maxNumberOfParallelSubtasks;
    }

    @Override
    public int getIndexOfThisSubtask() {
        return indexOfSubtask;
    }

    @Override
    public int getNumberOfParallelSubtasks() {
        return numberOfParallelSubtasks;
    }

    @Override
    public int getAttemptNumber() {
        return attemptNumber;
    }

    @Override
    public String getTaskNameWithSubtasks() {
        return taskName + " (" + (indexOfSubtask + 1) + "/" + numberOfParallelSubtasks + ")#" + attemptNumber;
    }

    @Override
    public String toString() {
        return getTaskNameWithSubtasks();
    }
}
