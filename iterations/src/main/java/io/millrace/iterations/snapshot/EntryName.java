package io.millrace.iterations.snapshot;

import io.millrace.iterations.snapshot.SuperstepLog.Point;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of an entry's file says all that is needed to find what can be restored:
 *
 * <pre>superstep-12-run-3-part-0-of-4-full, superstep-15-run-3-part-0-of-4-after-12</pre>
 *
 * @param previous the superstep of the entry of the same run and part that this one goes on from, or {@link #NONE}
 */
record EntryName(Point point, int part, int parts, int previous) {
    static final int NONE = -1;

    private static final Pattern FORM = Pattern.compile(
            "superstep-(\\d{1,9})-run-(\\d{1,18})-part-(\\d{1,9})-of-(\\d{1,9})-(?:full|after-(\\d{1,9}))");

    static Optional<EntryName> parse(String name) {
        Matcher matcher = FORM.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Point point = new Point(Integer.parseInt(matcher.group(1)), Long.parseLong(matcher.group(2)));
        int previous = matcher.group(5) == null ? NONE : Integer.parseInt(matcher.group(5));
        return Optional.of(
                new EntryName(point, Integer.parseInt(matcher.group(3)), Integer.parseInt(matcher.group(4)), previous));
    }

    boolean isFull() {
        return previous == NONE;
    }

    @Override
    public String toString() {
        return "superstep-" + point.superstep() + "-run-" + point.run() + "-part-" + part + "-of-" + parts
                + (isFull() ? "-full" : "-after-" + previous);
    }

    /** Entries by what they are of. */
    static final class Index {
        private final Map<Point, Map<Integer, EntryName>> byPoint = new HashMap<>();

        Index(Collection<EntryName> entries) {
            for (EntryName entry : entries) {
                byPoint.computeIfAbsent(entry.point, point -> new HashMap<>()).put(entry.part, entry);
            }
        }

        /** All points of which every part can be read, the newest first. */
        List<Point> complete() {
            return byPoint.keySet().stream()
                    .filter(this::isComplete)
                    .sorted(Comparator.reverseOrder())
                    .toList();
        }

        private boolean isComplete(Point point) {
            Map<Integer, EntryName> parts = byPoint.getOrDefault(point, Map.of());
            int wanted =
                    parts.values().stream().mapToInt(EntryName::parts).max().orElse(Integer.MAX_VALUE);
            for (int part = 0; part < wanted; part++) {
                if (chain(point, part).isEmpty()) {
                    return false;
                }
            }
            return true;
        }

        /** What is to be read for a part, from the full entry to that of the point itself; empty if one is missing. */
        List<EntryName> chain(Point point, int part) {
            List<EntryName> chain = new ArrayList<>();
            EntryName entry = entry(point, part);
            while (entry != null) {
                chain.add(0, entry);
                if (entry.isFull()) {
                    return chain;
                }
                // Backwards only, whatever a name says.
                int previous = entry.previous;
                entry = previous < entry.point.superstep() ? entry(new Point(previous, point.run()), part) : null;
            }
            return List.of();
        }

        private @Nullable EntryName entry(Point point, int part) {
            Map<Integer, EntryName> parts = byPoint.get(point);
            return parts == null ? null : parts.get(part);
        }
    }
}
