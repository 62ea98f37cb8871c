package io.millrace.dataset.operators;

import io.millrace.dataflow.aggregators.Aggregator;
import io.millrace.dataflow.aggregators.AggregatorRegistry;
import io.millrace.dataflow.aggregators.ConvergenceCriterion;
import io.millrace.dataflow.types.Value;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.Info;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The partial solution of a loop, as the step sees it: in the first superstep the data that the loop begins with, in each later
 * one what the step made of it in the one before. Ends with {@link #closeWith}.
 */
public class IterativeDataSet<T> extends SingleInputOperator<T, T, IterativeDataSet<T>> {
    private final LoopDeclaration declaration;

    /** @param maxIterations 1 or more */
    public IterativeDataSet(DataSet<T> input, int maxIterations) {
        super(input, input.getType());
        this.declaration = new LoopDeclaration(maxIterations);
    }

    public int getMaxIterations() {
        return declaration.maxIterations();
    }

    /** Ends the step with {@code iterationResult}: the loop runs as many supersteps as it may. Returns its result. */
    public DataSet<T> closeWith(DataSet<T> iterationResult) {
        return new LoopResult<>(this, iterationResult, null);
    }

    /**
     * Ends the step with {@code iterationResult}: the loop ends when {@code terminationCriterion} is empty after a superstep,
     * whose result is then that of the loop.
     */
    public DataSet<T> closeWith(DataSet<T> iterationResult, DataSet<?> terminationCriterion) {
        return new LoopResult<>(this, iterationResult, terminationCriterion);
    }

    /** The aggregators and the criterion registered so far; what is changed there is changed here. */
    public AggregatorRegistry getAggregators() {
        return declaration.aggregators();
    }

    /** Functions in the step find the aggregator by {@code getIterationRuntimeContext().getIterationAggregator(name)}. */
    public IterativeDataSet<T> registerAggregator(String name, Aggregator<?> aggregator) {
        declaration.aggregators().registerAggregator(name, aggregator);
        return this;
    }

    /** As {@link #registerAggregator}; the loop ends when {@code convergenceCheck} holds for its value after a superstep. */
    public <X extends Value> IterativeDataSet<T> registerAggregationConvergenceCriterion(
            String name, Aggregator<X> aggregator, ConvergenceCriterion<X> convergenceCheck) {
        declaration.aggregators().registerAggregationConvergenceCriterion(name, aggregator, convergenceCheck);
        return this;
    }

    @Override
    public PlanNode toPlan(PlanContext plan) {
        return new PlanNode.LoopInput(info(plan, "Bulk Iteration"));
    }

    /** What a loop comes to. */
    private static final class LoopResult<T> extends DataSet<T> {
        private final IterativeDataSet<T> loop;
        private final DataSet<T> result;
        private final @Nullable DataSet<?> termination;

        LoopResult(IterativeDataSet<T> loop, DataSet<T> result, @Nullable DataSet<?> termination) {
            super(loop.getExecutionEnvironment(), DataSetTypes.common(loop.getType(), result.getType()));
            DataSet.checkSameExecutionContext(loop, result);
            if (termination != null) {
                DataSet.checkSameExecutionContext(loop, termination);
            }
            this.loop = loop;
            this.result = result;
            this.termination = termination;
        }

        @Override
        public PlanNode toPlan(PlanContext plan) {
            PlanNode head = plan.of(loop);
            return new PlanNode.BulkLoop(
                    new Info(head.info().name(), head.info().parallelism(), getType()),
                    plan.of(loop.getInput()),
                    head,
                    plan.of(result),
                    Optional.ofNullable(termination).map(plan::of),
                    loop.declaration.rules(head.info().name()));
        }
    }
}
