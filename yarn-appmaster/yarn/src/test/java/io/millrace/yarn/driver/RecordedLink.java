package io.millrace.yarn.driver;

import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.container.NodeName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.hadoop.yarn.api.records.ApplicationAttemptId;
import org.apache.hadoop.yarn.api.records.ApplicationId;
import org.apache.hadoop.yarn.api.records.Container;
import org.apache.hadoop.yarn.api.records.ContainerExitStatus;
import org.apache.hadoop.yarn.api.records.ContainerId;
import org.apache.hadoop.yarn.api.records.ContainerState;
import org.apache.hadoop.yarn.api.records.ContainerStatus;
import org.apache.hadoop.yarn.api.records.NodeId;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.api.records.Resource;

/** A resource manager whose every step is made by the test. */
final class RecordedLink implements YarnLink {
    private static final ApplicationAttemptId ATTEMPT =
            ApplicationAttemptId.newInstance(ApplicationId.newInstance(1_700_000_000_000L, 1), 1);

    final Map<ContainerProfile, Integer> outstanding = new TreeMap<>();
    final Map<ContainerId, ContainerProfile> starting = new LinkedHashMap<>();
    final Set<ContainerId> released = new LinkedHashSet<>();
    final List<Set<NodeName>> avoided = new ArrayList<>();
    Optional<String> refusal = Optional.empty();
    private long granted;

    int outstanding() {
        return outstanding.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** A container of the next number, which nobody has yet. */
    Container container(String host) {
        return Container.newInstance(
                ContainerId.newContainerId(ATTEMPT, ++granted),
                NodeId.newInstance(host, 1),
                host + ":2",
                Resource.newInstance(1024, 1),
                Priority.newInstance(1),
                null);
    }

    static ContainerStatus ended(ContainerId id, int status, String diagnostics) {
        return ContainerStatus.newInstance(id, ContainerState.COMPLETE, diagnostics, status);
    }

    /** Does all that there is to do: grants, starts, and tells the end of what was released. */
    void settle(YarnContainerDriver driver) {
        for (ContainerProfile profile : List.copyOf(outstanding.keySet())) {
            for (int left = outstanding.get(profile); left > 0; left--) {
                driver.granted(container("node"), profile);
            }
        }
        List.copyOf(starting.keySet()).forEach(id -> {
            starting.remove(id);
            driver.started(id);
        });
        List.copyOf(released).forEach(id -> {
            released.remove(id);
            driver.completed(ended(id, ContainerExitStatus.ABORTED, "Container released by application"));
        });
    }

    @Override
    public Optional<String> refusal(ContainerProfile profile) {
        return refusal;
    }

    @Override
    public void ask(ContainerProfile profile) {
        outstanding.merge(profile, 1, Integer::sum);
    }

    @Override
    public void takeBack(ContainerProfile profile) {
        int left = outstanding.merge(profile, -1, Integer::sum);
        if (left < 0) {
            throw new IllegalStateException("more was taken back than asked for: " + profile);
        }
    }

    @Override
    public void avoid(Set<NodeName> nodes) {
        avoided.add(nodes);
    }

    @Override
    public void start(Container container, ContainerProfile profile) {
        starting.put(container.getId(), profile);
    }

    @Override
    public void release(ContainerId container) {
        released.add(container);
    }
}
