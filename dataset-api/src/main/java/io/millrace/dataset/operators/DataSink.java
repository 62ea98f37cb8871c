package io.millrace.dataset.operators;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.io.OutputFormat;
import io.millrace.dataflow.operators.Order;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.Info;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import io.millrace.operators.sink.OutputFormatCoordinatorFactory;
import io.millrace.operators.sink.OutputFormatSinkFactory;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Where a data set leaves the program. */
public class DataSink<T> {
    private final DataSet<T> data;
    private final @Nullable OutputFormat<T> format;
    private final @Nullable OperatorFactory factory;
    private String name;
    private int parallelism = ExecutionConfig.PARALLELISM_DEFAULT;
    private Configuration parameters = new Configuration();
    private @Nullable SortPartitionOperator<T> sorted;

    /** Writes by an output format. */
    public DataSink(DataSet<T> data, OutputFormat<T> format) {
        this.data = data;
        this.format = format;
        this.factory = null;
        this.name = "DataSink (" + format + ")";
    }

    /** Ends in an operator of the engine. */
    public DataSink(DataSet<T> data, OperatorFactory factory, String name) {
        this.data = data;
        this.format = null;
        this.factory = factory;
        this.name = name;
    }

    public DataSet<T> getDataSet() {
        return data;
    }

    public String getName() {
        return name;
    }

    /** {@link ExecutionConfig#PARALLELISM_DEFAULT} if not set. */
    public int getParallelism() {
        return parallelism;
    }

    /** The name that plans, logs and errors show. */
    public DataSink<T> name(String newName) {
        this.name = newName;
        return this;
    }

    /** @param newParallelism 1 or more, or {@link ExecutionConfig#PARALLELISM_DEFAULT} */
    public DataSink<T> setParallelism(int newParallelism) {
        if (newParallelism < 1 && newParallelism != ExecutionConfig.PARALLELISM_DEFAULT) {
            throw new IllegalArgumentException("The parallelism of a sink must be at least 1, found " + newParallelism);
        }
        this.parallelism = newParallelism;
        return this;
    }

    /**
     * Sorts what each instance writes by a field of its tuples; further calls sort what is equal by the fields before.
     *
     * @deprecated use {@link DataSet#sortPartition(int, Order)}
     */
    @Deprecated
    public DataSink<T> sortLocalOutput(int field, Order order) {
        return sorted(sorted -> sorted.sortPartition(field, order), () -> data.sortPartition(field, order));
    }

    /** @deprecated use {@link DataSet#sortPartition(String, Order)} */
    @Deprecated
    public DataSink<T> sortLocalOutput(String fieldExpression, Order order) {
        return sorted(
                sorted -> sorted.sortPartition(fieldExpression, order),
                () -> data.sortPartition(fieldExpression, order));
    }

    private DataSink<T> sorted(UnaryOperator<SortPartitionOperator<T>> next, Supplier<SortPartitionOperator<T>> first) {
        this.sorted = sorted == null ? first.get() : next.apply(sorted);
        return this;
    }

    /** Passes {@code newParameters} to the format's {@code configure}; replaces earlier ones. */
    public DataSink<T> withParameters(Configuration newParameters) {
        this.parameters = newParameters;
        return this;
    }

    /** For the environment: this sink as a node of the plan. */
    public PlanNode.Sink toPlan(PlanContext plan) {
        // Sorted where it is written: at the same parallelism, so that nothing is shuffled in between.
        DataSet<T> written = sorted == null ? data : sorted.setParallelism(plan.parallelism(parallelism));
        PlanNode input = plan.of(written);
        if (factory != null) {
            // As parallel as what it fetches: one sorted partition then arrives in its order.
            Info info =
                    new Info(name, parallelism > 0 ? parallelism : input.info().parallelism(), data.getType());
            return new PlanNode.Sink(info, input, factory, Optional.empty());
        }
        Info info = new Info(name, plan.parallelism(parallelism), data.getType());
        OutputFormat<T> own = Objects.requireNonNull(format);
        CoordinatorFactory coordinator = new OutputFormatCoordinatorFactory(own, parameters);
        return new PlanNode.Sink(info, input, new OutputFormatSinkFactory<>(own, parameters), Optional.of(coordinator));
    }
}
