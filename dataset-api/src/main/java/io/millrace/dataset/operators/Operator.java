package io.millrace.dataset.operators;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.plan.Info;
import io.millrace.dataset.plan.PlanContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A data set that an operation makes, with what may be set on every operation.
 *
 * @param <OUT> its records
 * @param <O> the operator's own class
 */
public abstract class Operator<OUT, O extends Operator<OUT, O>> extends DataSet<OUT> {
    private @Nullable String name;
    private int parallelism = ExecutionConfig.PARALLELISM_DEFAULT;

    protected Operator(ExecutionEnvironment context, TypeInformation<OUT> resultType) {
        super(context, resultType);
    }

    /** As set by the user; null if not set. */
    public @Nullable String getName() {
        return name;
    }

    /** Subtasks this operator runs in; {@link ExecutionConfig#PARALLELISM_DEFAULT} if not set. */
    public int getParallelism() {
        return parallelism;
    }

    /** The name that plans, logs and errors show. */
    public O name(String newName) {
        this.name = newName;
        return self();
    }

    /**
     * @param newParallelism 1 or more, or {@link ExecutionConfig#PARALLELISM_DEFAULT} for the environment's
     * @throws IllegalArgumentException for any other number
     */
    public O setParallelism(int newParallelism) {
        if (newParallelism < 1 && newParallelism != ExecutionConfig.PARALLELISM_DEFAULT) {
            throw new IllegalArgumentException(
                    "The parallelism of an operator must be at least 1, found " + newParallelism);
        }
        this.parallelism = newParallelism;
        return self();
    }

    @SuppressWarnings("unchecked")
    final O self() {
        return (O) this;
    }

    final Info info(PlanContext plan, String defaultName) {
        return info(plan, defaultName, Map.of());
    }

    final Info info(PlanContext plan, String defaultName, Map<String, DataSet<?>> broadcastSets) {
        List<Info.Broadcast> broadcasts = new ArrayList<>();
        broadcastSets.forEach((variable, data) -> broadcasts.add(new Info.Broadcast(variable, plan.of(data))));
        return new Info(name == null ? defaultName : name, plan.parallelism(parallelism), getType(), broadcasts);
    }
}
