package io.millrace.dataset.operators;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.CoordinatorFactory;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.io.InputFormat;
import io.millrace.dataflow.io.NonParallelInput;
import io.millrace.dataflow.io.ReplicatingInputFormat;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.ExecutionEnvironment;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import io.millrace.operators.source.InputFormatCoordinatorFactory;
import io.millrace.operators.source.InputFormatSourceFactory;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A data set that comes from outside of the program. */
public class DataSource<OUT> extends Operator<OUT, DataSource<OUT>> {
    private final @Nullable InputFormat<OUT, ?> format;
    private final @Nullable OperatorFactory factory;
    private final String defaultName;
    private Configuration parameters = new Configuration();

    /** Reads by an input format. */
    public DataSource(
            ExecutionEnvironment context, InputFormat<OUT, ?> format, TypeInformation<OUT> type, String name) {
        super(context, type);
        this.format = format;
        this.factory = null;
        this.defaultName = name;
        if (format instanceof NonParallelInput) {
            setParallelism(1);
        }
    }

    /** Reads by an operator of the engine, which decides alone what each subtask emits. */
    public DataSource(ExecutionEnvironment context, OperatorFactory factory, TypeInformation<OUT> type, String name) {
        super(context, type);
        this.format = null;
        this.factory = factory;
        this.defaultName = name;
    }

    /** The format it reads by; null if an operator of the engine makes the records. */
    public @Nullable InputFormat<OUT, ?> getInputFormat() {
        return format;
    }

    /** Passes {@code newParameters} to the format's {@code configure}; replaces earlier ones. */
    public DataSource<OUT> withParameters(Configuration newParameters) {
        this.parameters = newParameters;
        return this;
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        if (factory != null) {
            return new PlanNode.Source(info(plan, defaultName), factory, Optional.empty());
        }
        InputFormat<OUT, ?> said = java.util.Objects.requireNonNull(format);
        // Joins and crosses see all of an input whichever way they get it: how is the planner's choice.
        InputFormat<OUT, ?> own = said instanceof ReplicatingInputFormat<OUT, ?> replicated
                ? replicated.getReplicatedInputFormat()
                : said;
        CoordinatorFactory coordinator = new InputFormatCoordinatorFactory(own, parameters);
        return new PlanNode.Source(
                info(plan, defaultName),
                new InputFormatSourceFactory<>(own, getType(), parameters),
                Optional.of(coordinator));
    }
}
