package io.millrace.dataset.operators;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.aggregators.Aggregator;
import io.millrace.dataflow.aggregators.AggregatorRegistry;
import io.millrace.dataflow.aggregators.ConvergenceCriterion;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Value;
import io.millrace.dataset.DataSet;
import io.millrace.dataset.plan.Info;
import io.millrace.dataset.plan.Key;
import io.millrace.dataset.plan.PlanContext;
import io.millrace.dataset.plan.PlanNode;
import io.millrace.iterations.superstep.LoopRules;
import org.jspecify.annotations.Nullable;

/**
 * A loop that keeps a solution set, of one record for each key, and changes it in each superstep by what is made of a workset.
 * Ends with {@link #closeWith}.
 *
 * <p>What a superstep changes is seen by the next one. If several deltas of a superstep have one key, any of them stays.
 *
 * @param <ST> the records of the solution set
 * @param <WT> the records of the workset
 */
public class DeltaIteration<ST, WT> {
    private final DataSet<ST> initialSolutionSet;
    private final DataSet<WT> initialWorkset;
    private final Key key;
    private final LoopDeclaration declaration;
    private final WorksetPlaceHolder<WT> workset;
    private final SolutionSetPlaceHolder<ST> solutionSet;
    private @Nullable String name;
    private int parallelism = ExecutionConfig.PARALLELISM_DEFAULT;
    private boolean solutionSetUnManaged;

    /**
     * @param maxIterations 1 or more
     * @param keyPositions of the solution set's tuples
     */
    public DeltaIteration(DataSet<ST> solutionSet, DataSet<WT> workset, int maxIterations, int... keyPositions) {
        DataSet.checkSameExecutionContext(solutionSet, workset);
        this.initialSolutionSet = solutionSet;
        this.initialWorkset = workset;
        this.key = DataSetKeys.positions(solutionSet.getType(), keyPositions);
        this.declaration = new LoopDeclaration(maxIterations);
        this.workset = new WorksetPlaceHolder<>(workset, this);
        this.solutionSet = new SolutionSetPlaceHolder<>(solutionSet, this);
    }

    /** The workset as the step sees it: the initial one, then what the step made in the superstep before. */
    public WorksetPlaceHolder<WT> getWorkset() {
        return workset;
    }

    /** The solution set as the step sees it: for one side of a join or coGroup on its keys, and for nothing else. */
    public SolutionSetPlaceHolder<ST> getSolutionSet() {
        return solutionSet;
    }

    public DataSet<WT> getInitialWorkset() {
        return initialWorkset;
    }

    public DataSet<ST> getInitialSolutionSet() {
        return initialSolutionSet;
    }

    /**
     * Ends the step: records of {@code solutionSetDelta} take the place of those with their keys, {@code newWorkset} is the
     * workset of the next superstep. The loop ends when it is empty, or after the last superstep. Returns the solution set.
     */
    public DataSet<ST> closeWith(DataSet<ST> solutionSetDelta, DataSet<WT> newWorkset) {
        DataSet.checkSameExecutionContext(initialSolutionSet, solutionSetDelta);
        DataSet.checkSameExecutionContext(initialSolutionSet, newWorkset);
        return new Result(solutionSetDelta, newWorkset);
    }

    /** The name that plans, logs and errors show. */
    public DeltaIteration<ST, WT> name(String newName) {
        this.name = newName;
        return this;
    }

    /** As set by the user; null if not set. */
    public @Nullable String getName() {
        return name;
    }

    /** @param newParallelism 1 or more, or {@link ExecutionConfig#PARALLELISM_DEFAULT} for the environment's */
    public DeltaIteration<ST, WT> parallelism(int newParallelism) {
        if (newParallelism < 1 && newParallelism != ExecutionConfig.PARALLELISM_DEFAULT) {
            throw new IllegalArgumentException(
                    "The parallelism of an iteration must be at least 1, found " + newParallelism);
        }
        this.parallelism = newParallelism;
        return this;
    }

    /** Subtasks the loop runs in; {@link ExecutionConfig#PARALLELISM_DEFAULT} if not set. */
    public int getParallelism() {
        return parallelism;
    }

    /** Whether the solution set is kept as objects on the heap that nobody counts, rather than in managed memory. */
    public void setSolutionSetUnManaged(boolean unmanaged) {
        this.solutionSetUnManaged = unmanaged;
    }

    public boolean isSolutionSetUnManaged() {
        return solutionSetUnManaged;
    }

    /** The aggregators and the criterion registered so far; what is changed there is changed here. */
    public AggregatorRegistry getAggregators() {
        return declaration.aggregators();
    }

    /** Functions in the step find the aggregator by {@code getIterationRuntimeContext().getIterationAggregator(name)}. */
    public DeltaIteration<ST, WT> registerAggregator(String aggregatorName, Aggregator<?> aggregator) {
        declaration.aggregators().registerAggregator(aggregatorName, aggregator);
        return this;
    }

    /** As {@link #registerAggregator}; the loop ends when {@code convergenceCheck} holds for its value after a superstep. */
    public <X extends Value> DeltaIteration<ST, WT> registerAggregationConvergenceCriterion(
            String aggregatorName, Aggregator<X> aggregator, ConvergenceCriterion<X> convergenceCheck) {
        declaration.aggregators().registerAggregationConvergenceCriterion(aggregatorName, aggregator, convergenceCheck);
        return this;
    }

    private Info info(PlanContext plan, TypeInformation<?> type) {
        return new Info(name == null ? "Delta Iteration" : name, plan.parallelism(parallelism), type);
    }

    /** Stands in the step for the solution set as it is in each superstep. */
    public static class SolutionSetPlaceHolder<ST> extends DataSet<ST> {
        private final DeltaIteration<ST, ?> loop;

        private SolutionSetPlaceHolder(DataSet<ST> initial, DeltaIteration<ST, ?> loop) {
            super(initial.getExecutionEnvironment(), initial.getType());
            this.loop = loop;
        }

        @Override
        public PlanNode toPlan(PlanContext plan) {
            return new PlanNode.SolutionInput(loop.info(plan, getType()));
        }
    }

    /** Stands in the step for the workset of each superstep. */
    public static class WorksetPlaceHolder<WT> extends DataSet<WT> {
        private final DeltaIteration<?, WT> loop;

        private WorksetPlaceHolder(DataSet<WT> initial, DeltaIteration<?, WT> loop) {
            super(initial.getExecutionEnvironment(), initial.getType());
            this.loop = loop;
        }

        @Override
        public PlanNode toPlan(PlanContext plan) {
            return new PlanNode.LoopInput(loop.info(plan, getType()));
        }
    }

    private final class Result extends DataSet<ST> {
        private final DataSet<ST> delta;
        private final DataSet<WT> newWorkset;

        Result(DataSet<ST> delta, DataSet<WT> newWorkset) {
            super(
                    initialSolutionSet.getExecutionEnvironment(),
                    DataSetTypes.common(initialSolutionSet.getType(), delta.getType()));
            this.delta = delta;
            this.newWorkset = newWorkset;
        }

        @Override
        public PlanNode toPlan(PlanContext plan) {
            Info info = info(plan, getType());
            LoopRules rules = declaration.rules(info.name());
            return new PlanNode.DeltaLoop(
                    info,
                    plan.of(initialSolutionSet),
                    plan.of(initialWorkset),
                    plan.of(workset),
                    plan.of(solutionSet),
                    plan.of(delta),
                    plan.of(newWorkset),
                    key,
                    !solutionSetUnManaged,
                    rules);
        }
    }
}
