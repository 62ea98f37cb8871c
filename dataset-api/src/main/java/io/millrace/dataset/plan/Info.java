package io.millrace.dataset.plan;

import io.millrace.dataflow.types.TypeInformation;
import java.util.List;

/**
 * What every node of a plan has.
 *
 * @param name as the user named it, or what it does
 * @param parallelism how many subtasks it runs in
 * @param type of its records
 * @param broadcasts data sets that each subtask is given whole before its input; for nodes with one input only
 */
public record Info(String name, int parallelism, TypeInformation<?> type, List<Broadcast> broadcasts) {
    /** A data set under the name that functions ask for. */
    public record Broadcast(String name, PlanNode data) {}

    public Info {
        broadcasts = List.copyOf(broadcasts);
    }

    public Info(String name, int parallelism, TypeInformation<?> type) {
        this(name, parallelism, type, List.of());
    }
}
