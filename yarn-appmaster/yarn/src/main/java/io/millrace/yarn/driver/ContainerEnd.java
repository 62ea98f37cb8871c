package io.millrace.yarn.driver;

import io.millrace.jobmanager.container.ContainerDriver.Cause;
import org.apache.hadoop.yarn.api.records.ContainerExitStatus;

/**
 * What YARN's exit status of a container means. A decider: pure, tested by a table. The numbers are those of YARN's
 * {@code ContainerExitStatus}; positive ones are the process's own.
 *
 * @param text for people: the status, what it means, and YARN's diagnostics on one line
 */
record ContainerEnd(Cause cause, String text) {
    /** 128 and the signal's number: what a shell makes of it. */
    private static final int KILLED = 137;

    private static final int TERMINATED = 143;

    private static final int DIAGNOSTICS_MAX = 2_000;

    /**
     * @param released it was given back by the driver
     * @param started a process was started in it
     */
    static ContainerEnd of(int status, String diagnostics, boolean released, boolean started) {
        if (released) {
            return new ContainerEnd(Cause.RELEASED, "given back");
        }
        Cause cause = switch (status) {
            case ContainerExitStatus.PREEMPTED -> Cause.PREEMPTED;
            case ContainerExitStatus.KILLED_EXCEEDED_VMEM, ContainerExitStatus.KILLED_EXCEEDED_PMEM ->
                Cause.MEMORY_EXCEEDED;
            case ContainerExitStatus.ABORTED,
                    ContainerExitStatus.DISKS_FAILED,
                    ContainerExitStatus.KILLED_BY_RESOURCEMANAGER -> Cause.NODE_LOST;
            default -> status == ContainerExitStatus.INVALID || !started ? Cause.LAUNCH_FAILED : Cause.EXITED;
        };
        return new ContainerEnd(cause, "exit status " + status + meaning(status) + said(diagnostics));
    }

    private static String meaning(int status) {
        return switch (status) {
            case ContainerExitStatus.PREEMPTED -> " (preempted for another application)";
            case ContainerExitStatus.KILLED_EXCEEDED_VMEM ->
                " (killed for more virtual memory than YARN allows; raise taskmanager.memory.process.size, or have"
                        + " yarn.nodemanager.vmem-check-enabled turned off)";
            case ContainerExitStatus.KILLED_EXCEEDED_PMEM ->
                " (killed for more memory than its container has; raise taskmanager.memory.process.size or"
                        + " taskmanager.memory.jvm-overhead.min)";
            case ContainerExitStatus.ABORTED -> " (its node was lost)";
            case ContainerExitStatus.DISKS_FAILED -> " (the disks of its node failed)";
            case ContainerExitStatus.KILLED_BY_RESOURCEMANAGER -> " (killed by the resource manager)";
            case ContainerExitStatus.KILLED_BY_CONTAINER_SCHEDULER -> " (killed to make room on its node)";
            case ContainerExitStatus.KILLED_FOR_EXCESS_LOGS -> " (killed for its log files' size)";
            case ContainerExitStatus.INVALID -> " (its process did not start)";
            case KILLED -> " (killed by signal 9: by somebody, or by its machine for want of memory)";
            case TERMINATED -> " (killed by signal 15)";
            default -> "";
        };
    }

    private static String said(String diagnostics) {
        String line = diagnostics.strip().replaceAll("\\s*\\R\\s*", " | ");
        if (line.isEmpty()) {
            return "";
        }
        return "; YARN says: "
                + (line.length() <= DIAGNOSTICS_MAX ? line : line.substring(0, DIAGNOSTICS_MAX) + " ...");
    }
}
