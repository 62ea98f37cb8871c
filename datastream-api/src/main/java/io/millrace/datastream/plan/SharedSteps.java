package io.millrace.datastream.plan;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Knows which streams come from operators that also feed somebody else. Such an operator stands still while one of its
 * consumers does not read; so who is left waiting must not hold it, or what is waited for may never come.
 */
final class SharedSteps {
    private final Map<OperatorStep<?>, Integer> consumers = new IdentityHashMap<>();
    private final Map<StreamNode<?>, Boolean> feedsOthers = new IdentityHashMap<>();

    /** @param steps those of the program; those that feed them are found from there */
    SharedSteps(List<OperatorStep<?>> steps) {
        Set<StreamNode<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        steps.forEach(step -> countInputs(step, seen));
    }

    private void countInputs(OperatorStep<?> step, Set<StreamNode<?>> seen) {
        if (seen.add(step)) {
            step.inputs().forEach(input -> count(input, seen));
        }
    }

    // Unions, exchanges and side outputs are looked through: each way to an operator counts.
    private void count(StreamNode<?> input, Set<StreamNode<?>> seen) {
        if (input instanceof OperatorStep<?> step) {
            consumers.merge(step, 1, Integer::sum);
            countInputs(step, seen);
        } else {
            input.inputs().forEach(further -> count(further, seen));
        }
    }

    /** Whether an operator that the records of {@code node} come from, or come through, has other consumers as well. */
    boolean feedsOthers(StreamNode<?> node) {
        Boolean known = feedsOthers.get(node);
        if (known == null) {
            boolean shared = node instanceof OperatorStep<?> step && consumers.getOrDefault(step, 0) > 1;
            known = shared || node.inputs().stream().anyMatch(this::feedsOthers);
            feedsOthers.put(node, known);
        }
        return known;
    }
}
