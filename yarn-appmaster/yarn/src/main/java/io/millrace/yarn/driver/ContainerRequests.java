package io.millrace.yarn.driver;

import io.millrace.jobmanager.container.ContainerProfile;
import io.millrace.jobmanager.container.NodeName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.hadoop.yarn.api.records.Priority;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.client.api.AMRMClient.ContainerRequest;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of the resource manager, as YARN's client wants to have it: one priority for each profile, as YARN allows
 * one size for each, by which a grant tells what it is for. The client of YARN takes calls from any thread; this is used by
 * the driver's, but for {@link #profileOf}.
 */
final class ContainerRequests {
    /** Of a cluster's nodes no more than one in so many are avoided: on a small one there is no choice. */
    private static final int NODES_PER_AVOIDED = 3;

    private final AMRMClient<ContainerRequest> client;
    private final Function<ContainerProfile, ContainerSize> sizes;
    private final @Nullable String nodeLabel;
    private final Map<ContainerProfile, Deque<ContainerRequest>> outstanding = new TreeMap<>();
    private Set<NodeName> avoided = Set.of();

    ContainerRequests(
            AMRMClient<ContainerRequest> client,
            Function<ContainerProfile, ContainerSize> sizes,
            @Nullable String nodeLabel) {
        this.client = client;
        this.sizes = sizes;
        this.nodeLabel = nodeLabel;
    }

    void add(ContainerProfile profile) {
        ContainerRequest request = new ContainerRequest(
                sizes.apply(profile).resource(), null, null, Priority.newInstance(profile.slots()), true, nodeLabel);
        outstanding.computeIfAbsent(profile, key -> new ArrayDeque<>()).addLast(request);
        client.addContainerRequest(request);
    }

    void remove(ContainerProfile profile) {
        Deque<ContainerRequest> requests = outstanding.get(profile);
        if (requests == null || requests.isEmpty()) {
            throw new IllegalStateException("no container of " + profile + " was asked for");
        }
        client.removeContainerRequest(requests.removeLast());
    }

    /** The number of slots is the priority: it is unlike for unlike profiles, and small. */
    static ContainerProfile profileOf(Priority priority) {
        return new ContainerProfile(priority.getPriority());
    }

    void avoid(Set<NodeName> nodes) {
        Set<NodeName> now =
                nodes.size() * NODES_PER_AVOIDED <= client.getClusterNodeCount() ? new TreeSet<>(nodes) : Set.of();
        if (!now.equals(avoided)) {
            client.updateBlacklist(names(now, avoided), names(avoided, now));
            avoided = now;
        }
    }

    private static List<String> names(Set<NodeName> of, Set<NodeName> without) {
        List<String> names = new ArrayList<>();
        of.stream().filter(node -> !without.contains(node)).forEach(node -> names.add(node.name()));
        return names;
    }
}
