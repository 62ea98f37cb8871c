package io.millrace.yarn.deploy;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.MemorySize;
import io.millrace.dataflow.config.TaskManagerOptions;
import io.millrace.dataflow.deploy.DeploymentException;
import io.millrace.dataflow.deploy.DeploymentException.Kind;
import io.millrace.yarn.launch.ProcessMemory;
import io.millrace.yarn.launch.ProcessRole;
import io.millrace.yarn.launch.YarnOptions;
import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.yarn.api.records.QueueInfo;
import org.apache.hadoop.yarn.api.records.QueueState;
import org.apache.hadoop.yarn.api.records.Resource;

/** What can be seen to be wrong before anything is submitted; each failure names setting, value and limit. */
final class Checks {
    private static final int TAGS_MAX = 10;
    private static final int TAG_LENGTH_MAX = 100;

    /** One is ours. */
    private static final int TAGS_OF_USER_MAX = TAGS_MAX - 1;

    private Checks() {}

    static void files(List<File> files) throws DeploymentException {
        for (File file : files) {
            if (!file.isFile()) {
                throw usage("There is no file '" + file + "'" + (file.isDirectory() ? ", but a folder" : "")
                        + ": expected=a jar on this machine. Check the path.");
            }
        }
    }

    /** Containers, before the cluster is asked. */
    static void memory(Configuration settings) throws DeploymentException {
        for (ProcessRole role : ProcessRole.values()) {
            try {
                ProcessMemory.of(settings.get(role.memoryOption()), role);
            } catch (IllegalArgumentException e) {
                throw new DeploymentException(Kind.USAGE, String.valueOf(e.getMessage()), e);
            }
        }
    }

    /** Containers against the largest that the cluster gives. */
    static void containers(Configuration settings, Resource maximum) throws DeploymentException {
        for (ProcessRole role : ProcessRole.values()) {
            MemorySize wanted = settings.get(role.memoryOption());
            if (megabytes(wanted) > maximum.getMemorySize()) {
                throw usage(role.memoryOption().key() + " is " + megabytes(wanted)
                        + " MB, but the cluster's largest container"
                        + " has " + maximum.getMemorySize() + " MB (yarn.scheduler.maximum-allocation-mb). Set "
                        + role.memoryOption().key() + " to that or less.");
            }
        }
        vcores(YarnOptions.APPLICATION_MASTER_VCORES, settings.get(YarnOptions.APPLICATION_MASTER_VCORES), maximum);
        int containers = settings.get(YarnOptions.CONTAINER_VCORES);
        if (containers > 0) {
            vcores(YarnOptions.CONTAINER_VCORES, containers, maximum);
        } else {
            vcores(TaskManagerOptions.NUM_TASK_SLOTS, settings.get(TaskManagerOptions.NUM_TASK_SLOTS), maximum);
        }
    }

    private static void vcores(ConfigOption<Integer> option, int wanted, Resource maximum) throws DeploymentException {
        if (wanted > maximum.getVirtualCores()) {
            String way = option.equals(TaskManagerOptions.NUM_TASK_SLOTS)
                    ? "Each slot wants one: set fewer slots, or " + YarnOptions.CONTAINER_VCORES.key() + "."
                    : "Set " + option.key() + " to that or less.";
            throw usage(option.key() + " is " + wanted + ", but the cluster's largest container has "
                    + maximum.getVirtualCores() + " virtual cores (yarn.scheduler.maximum-allocation-vcores). " + way);
        }
    }

    /** @param found what the ResourceManager knows of the queue that the settings name */
    static void queue(String name, Optional<QueueInfo> found, List<String> all) throws DeploymentException {
        if (found.isEmpty()) {
            throw usage("There is no queue '" + name + "' (" + YarnOptions.APPLICATION_QUEUE.key()
                    + "): expected=one of " + String.join(", ", all) + ".");
        }
        if (found.get().getQueueState() == QueueState.STOPPED) {
            throw new DeploymentException(
                    Kind.REFUSED,
                    "The queue '" + name
                            + "' is stopped and takes no applications. Nothing was submitted; name another by "
                            + YarnOptions.APPLICATION_QUEUE.key() + ", or have it started.",
                    null);
        }
        if (found.get().getChildQueues() != null
                && !found.get().getChildQueues().isEmpty()) {
            throw usage("The queue '" + name + "' (" + YarnOptions.APPLICATION_QUEUE.key()
                    + ") takes no applications, its parts do: expected=one of "
                    + String.join(
                            ", ",
                            found.get().getChildQueues().stream()
                                    .map(QueueInfo::getQueueName)
                                    .sorted()
                                    .toList())
                    + ".");
        }
    }

    /** As YARN keeps them: in lower case. */
    static List<String> tags(List<String> tags) throws DeploymentException {
        if (tags.size() > TAGS_OF_USER_MAX) {
            throw usage(YarnOptions.APPLICATION_TAGS.key() + " has " + tags.size() + " tags: expected=at most "
                    + TAGS_OF_USER_MAX + ", as YARN takes " + TAGS_MAX + " and one is Millrace's.");
        }
        for (String tag : tags) {
            if (tag.length() > TAG_LENGTH_MAX || !tag.chars().allMatch(c -> c >= ' ' && c < 127) || tag.isBlank()) {
                throw usage(YarnOptions.APPLICATION_TAGS.key() + " has the tag '" + tag + "': expected=1 to "
                        + TAG_LENGTH_MAX + " printable ASCII characters.");
            }
        }
        return tags.stream().map(tag -> tag.toLowerCase(Locale.ROOT)).distinct().toList();
    }

    /** Rounded up, so that a container is never smaller than what its process counts on. */
    static long megabytes(MemorySize size) {
        return (size.getBytes() + (1 << 20) - 1) >> 20;
    }

    private static DeploymentException usage(String message) {
        return new DeploymentException(Kind.USAGE, message, null);
    }
}
