package io.millrace.local;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.config.TaskManagerOptions;
import io.millrace.dataflow.graph.JobGraph;

/**
 * What a local cluster is made of.
 *
 * @param configuration the cluster's settings; {@code taskmanager.numberOfTaskSlots} is {@code slots}
 * @param taskManagersMax so many TaskManagers are started at most, when jobs need them
 * @param slots of each TaskManager
 * @param taskManagersMin so many are started at once and kept
 */
public record LocalClusterSettings(Configuration configuration, int taskManagersMax, int slots, int taskManagersMin) {
    public LocalClusterSettings {
        if (taskManagersMax < 1) {
            throw new IllegalConfigurationException(
                    LocalOptions.TASK_MANAGERS.key() + ": expected=1 or more, actual=" + taskManagersMax);
        }
        if (slots < 1) {
            throw new IllegalConfigurationException(
                    TaskManagerOptions.NUM_TASK_SLOTS.key() + ": expected=1 or more, actual=" + slots);
        }
        configuration = new Configuration(configuration).set(TaskManagerOptions.NUM_TASK_SLOTS, slots);
    }

    /** For several jobs: TaskManagers as they are configured, started at once. */
    public static LocalClusterSettings of(Configuration configuration) {
        int taskManagers = configuration.get(LocalOptions.TASK_MANAGERS);
        return new LocalClusterSettings(
                configuration, taskManagers, configuration.get(TaskManagerOptions.NUM_TASK_SLOTS), taskManagers);
    }

    /** For one job: as many slots as it needs, unless {@code taskmanager.numberOfTaskSlots} says otherwise. */
    public static LocalClusterSettings forJob(JobGraph graph, Configuration configuration) {
        int taskManagers = configuration.get(LocalOptions.TASK_MANAGERS);
        int needed = graph.slotsPerGroup().values().stream()
                .mapToInt(Integer::intValue)
                .sum();
        int each = (needed + taskManagers - 1) / Math.max(1, taskManagers);
        int slots = configuration.getOptional(TaskManagerOptions.NUM_TASK_SLOTS).orElse(Math.max(1, each));
        return new LocalClusterSettings(configuration, taskManagers, slots, 0);
    }
}
