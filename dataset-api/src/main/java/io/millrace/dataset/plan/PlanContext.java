package io.millrace.dataset.plan;

import io.millrace.dataset.DataSet;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Makes the plan nodes of one job: one node for each data set, however many consume it. Not thread-safe; used for one
 * translation.
 */
public final class PlanContext {
    private final Map<DataSet<?>, PlanNode> nodes = new IdentityHashMap<>();
    private final int defaultParallelism;

    public PlanContext(int defaultParallelism) {
        this.defaultParallelism = defaultParallelism;
    }

    /** The node of a data set, made when first asked for. */
    public PlanNode of(DataSet<?> dataSet) {
        PlanNode known = nodes.get(dataSet);
        if (known != null) {
            return known;
        }
        PlanNode made = dataSet.toPlan(this);
        nodes.put(dataSet, made);
        return made;
    }

    /** What to run an operator at: as asked for, or else as the environment says. */
    public int parallelism(int asked) {
        return asked > 0 ? asked : defaultParallelism;
    }
}
