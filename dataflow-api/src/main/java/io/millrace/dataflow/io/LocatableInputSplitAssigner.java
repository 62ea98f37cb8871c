package io.millrace.dataflow.io;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Gives each machine the splits that lie on it first. When there are none left, it gives one that lies on the fewest of
 * the machines that ask, so that those keep their own.
 */
public class LocatableInputSplitAssigner implements InputSplitAssigner {
    // In the order in which they were made, so that the same questions get the same answers.
    private final Set<LocatableInputSplit> unassigned = new LinkedHashSet<>();
    private final Map<String, Set<LocatableInputSplit>> unassignedByHost = new TreeMap<>();
    private final Set<String> askingHosts = new TreeSet<>();

    private int localAssignments;
    private int remoteAssignments;

    public LocatableInputSplitAssigner(LocatableInputSplit[] splits) {
        this(Arrays.asList(splits));
    }

    public LocatableInputSplitAssigner(Collection<? extends LocatableInputSplit> splits) {
        splits.forEach(this::add);
    }

    @Override
    public synchronized @Nullable LocatableInputSplit getNextInputSplit(@Nullable String host, int taskId) {
        LocatableInputSplit next = null;
        if (host != null) {
            String name = shortName(host);
            askingHosts.add(name);
            Set<LocatableInputSplit> local = unassignedByHost.get(name);
            next = local == null ? null : local.iterator().next();
            localAssignments += next == null ? 0 : 1;
        }
        if (next == null) {
            next = leastWantedElsewhere();
            remoteAssignments += next == null ? 0 : 1;
        }
        if (next != null) {
            remove(next);
        }
        return next;
    }

    @Override
    public synchronized void returnInputSplit(List<InputSplit> splits, int taskId) {
        splits.forEach(split -> add((LocatableInputSplit) split));
    }

    public synchronized int getNumberOfLocalAssignments() {
        return localAssignments;
    }

    public synchronized int getNumberOfRemoteAssignments() {
        return remoteAssignments;
    }

    /** Whether one of the machines that have the split is {@code host}, with or without its domain. */
    public static boolean isLocal(LocatableInputSplit split, String host) {
        return hostsOf(split).contains(shortName(host));
    }

    private @Nullable LocatableInputSplit leastWantedElsewhere() {
        LocatableInputSplit best = null;
        int fewest = Integer.MAX_VALUE;
        Iterator<LocatableInputSplit> candidates = unassigned.iterator();
        while (candidates.hasNext() && fewest > 0) {
            LocatableInputSplit candidate = candidates.next();
            int wantedBy = 0;
            for (String host : hostsOf(candidate)) {
                wantedBy += askingHosts.contains(host) ? 1 : 0;
            }
            if (wantedBy < fewest) {
                fewest = wantedBy;
                best = candidate;
            }
        }
        return best;
    }

    private void add(LocatableInputSplit split) {
        unassigned.add(split);
        for (String host : hostsOf(split)) {
            unassignedByHost.computeIfAbsent(host, h -> new LinkedHashSet<>()).add(split);
        }
    }

    private void remove(LocatableInputSplit split) {
        unassigned.remove(split);
        for (String host : hostsOf(split)) {
            Set<LocatableInputSplit> local = unassignedByHost.get(host);
            if (local != null && local.remove(split) && local.isEmpty()) {
                unassignedByHost.remove(host);
            }
        }
    }

    private static List<String> hostsOf(LocatableInputSplit split) {
        List<String> hosts = new ArrayList<>();
        for (String host : split.getHostnames()) {
            hosts.add(shortName(host));
        }
        return hosts;
    }

    // The file system and the resource manager may name the same machine with and without its domain.
    private static String shortName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        boolean address = !name.isEmpty() && (Character.isDigit(name.charAt(0)) || name.indexOf(':') >= 0);
        int dot = name.indexOf('.');
        return address || dot < 0 ? name : name.substring(0, dot);
    }
}
