package io.millrace.dataflow.deploy;

import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * How far a loop of a running job is.
 *
 * @param superstep the last that is over; 0 before the first is
 * @param superstepMillis how long that one took
 * @param records what it fed back, by what it is, such as {@code workset}
 * @param aggregates the values that it came to, printed, by name
 */
public record LoopStanding(
        String name, long superstep, long superstepMillis, Map<String, Long> records, Map<String, String> aggregates) {
    public LoopStanding {
        records = Collections.unmodifiableMap(new TreeMap<>(records));
        aggregates = Collections.unmodifiableMap(new TreeMap<>(aggregates));
    }

    /** For people, in a line. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ");
        text.add("Loop '" + name + "': superstep " + superstep);
        records.forEach((what, count) -> text.add(what + " " + count + " records"));
        aggregates.forEach((aggregate, value) -> text.add(aggregate + " = " + value));
        return text.add(String.format(Locale.ROOT, "%.3f s for it", superstepMillis / 1000.0))
                .toString();
    }
}
