package io.millrace.taskmanager.checkpoint;

import io.millrace.taskmanager.checkpoint.OperatorSnapshot.NamedList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Gathers what one operator of a subtask gets, from the parts of the subtasks of then, in the order of their numbers.
 *
 * <ul>
 *   <li>A split list of the same parallelism goes back to its own subtask. Else the elements of all lists stand one behind
 *       the other, and subtask i of n gets those from i/n to (i+1)/n of their number.
 *   <li>A union list is all of them, for everybody.
 *   <li>A broadcast list is that of one subtask: the own one, or the one whose number the own leaves when divided by the
 *       parallelism then.
 * </ul>
 */
final class OperatorShare {
    private final int subtask;
    private final int parallelism;
    private final Map<String, List<byte[]>> split = new LinkedHashMap<>();
    private final Map<String, List<byte[]>> whole = new LinkedHashMap<>();
    private final TreeMap<Integer, byte[]> groups = new TreeMap<>();
    private OperatorProgress progress = OperatorProgress.NONE;
    private int parts;
    private int partsThen;

    OperatorShare(int subtask, int parallelism) {
        this.subtask = subtask;
        this.parallelism = parallelism;
    }

    /** How far a subtask whose place this one takes had come, with the same parallelism the only one. */
    void progress(OperatorProgress its, int parallelismThen) {
        progress = parts == 0 ? its : progress.least(its);
        parts++;
        partsThen = parallelismThen == parallelism ? 1 : parallelismThen;
    }

    void list(NamedList list, int from, int parallelismThen) {
        boolean rescaled = parallelismThen != parallelism;
        switch (list.redistribution()) {
            case SPLIT -> {
                if (rescaled) {
                    add(split, list);
                } else if (from == subtask) {
                    add(whole, list);
                }
            }
            case UNION -> add(whole, list);
            case BROADCAST -> {
                if (from == subtask % parallelismThen) {
                    add(whole, list);
                }
            }
        }
    }

    private static void add(Map<String, List<byte[]>> lists, NamedList list) {
        lists.computeIfAbsent(list.name(), name -> new ArrayList<>()).addAll(list.elements());
    }

    void keyGroup(int keyGroup, byte[] block) {
        groups.put(keyGroup, block);
    }

    OperatorRestore restore(long checkpoint) {
        Map<String, List<byte[]>> lists = new LinkedHashMap<>(whole);
        split.forEach((name, all) -> lists.put(name, share(all)));
        // A subtask that had nothing to keep had not come anywhere.
        return new OperatorRestore(checkpoint, parts < partsThen ? OperatorProgress.NONE : progress, lists, groups);
    }

    private List<byte[]> share(List<byte[]> all) {
        int from = (int) ((long) all.size() * subtask / parallelism);
        int to = (int) ((long) all.size() * (subtask + 1) / parallelism);
        return List.copyOf(all.subList(from, to));
    }
}
