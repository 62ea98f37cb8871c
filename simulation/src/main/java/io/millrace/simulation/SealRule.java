package io.millrace.simulation;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Once a later leader has sealed what an earlier one wrote, nothing is added to it, and no directory of its epoch appears. One
 * that wakes up late may still claim its own, which nobody sealed: it looks before it writes, and finds the later ones.
 */
final class SealRule {
    private static final Pattern OPEN = Pattern.compile("(.*/log)/(\\d+)(/.*)?");
    private static final Pattern SEALED = Pattern.compile("(.*/log)/(\\d+)\\.sealed(/.*)?");

    /** By directory of a log, the epochs that are sealed. Looked up only. */
    private final Map<String, TreeSet<Long>> sealed = new HashMap<>();

    void created(String path) {
        appeared(path);
    }

    void renamed(String to) {
        Matcher seals = SEALED.matcher(to);
        if (seals.matches() && seals.group(3) == null) {
            sealed.computeIfAbsent(seals.group(1), log -> new TreeSet<>()).add(Long.parseLong(seals.group(2)));
        } else {
            appeared(to);
        }
    }

    private void appeared(String path) {
        Matcher inSealed = SEALED.matcher(path);
        if (inSealed.matches()) {
            throw new Violation(path + " appears in what is sealed");
        }
        Matcher open = OPEN.matcher(path);
        if (!open.matches()) {
            return;
        }
        TreeSet<Long> there = sealed.getOrDefault(open.group(1), new TreeSet<>());
        long epoch = Long.parseLong(open.group(2));
        boolean isClaim = open.group(3) == null;
        if (isClaim ? there.contains(epoch) : !there.isEmpty() && epoch <= there.last()) {
            throw new Violation(path + " appears though epoch " + there.last() + " is sealed");
        }
    }
}
