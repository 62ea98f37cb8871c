package io.millrace.iterations.lookup;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.functions.CoGroupFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.iterations.solution.SharedSolution;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.function.RichFunctions;
import io.millrace.operators.sort.ExternalSort;
import io.millrace.operators.sort.RecordOrder;
import io.millrace.operators.sort.SortedGroups;
import io.millrace.operators.spill.SpillSpace;
import java.io.IOException;
import java.util.List;

/**
 * Calls a function for each group of records with the one of the solution set that has their key, if there is one; keys that
 * only the solution set has are left alone.
 *
 * @param order of the groups, and within them
 * @param solutionFirst whether the function takes the solution set's side first
 * @param function of the two sides
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record CoGroupLookUp<P, K, T, OUT>(
        KeySelector<P, K> keys,
        RecordOrder<P> order,
        boolean solutionFirst,
        CoGroupFunction<Object, Object, OUT> function,
        TypeInformation<P> type,
        TypeInformation<T> solutionType,
        Configuration parameters)
        implements LookUp<P, OUT> {
    private static final long serialVersionUID = 1L;

    @Override
    public OneInputOperator<P, OUT> into(SharedSolution solution) {
        return new Grouping(solution);
    }

    @Override
    public int memoryWeight() {
        return 1;
    }

    private final class Grouping implements OneInputOperator<P, OUT> {
        private final SharedSolution solution;

        @SuppressWarnings("NullAway.Init")
        private ExternalSort<P> sorter;

        @SuppressWarnings("NullAway.Init")
        private RecordKeeper<P> keeper;

        @SuppressWarnings("NullAway.Init")
        private RecordKeeper<T> solutionKeeper;

        Grouping(SharedSolution solution) {
            this.solution = solution;
        }

        @Override
        public void open(OperatorContext context, Output<OUT> output) throws Exception {
            sorter = new ExternalSort<>(
                    SpillSpace.of("the sort of a coGroup's input", context),
                    order.whole(),
                    type.createSerializer(context.executionConfig().getSerializerConfig()));
            keeper = new RecordKeeper<>(type, context);
            solutionKeeper = new RecordKeeper<>(solutionType, context);
            RichFunctions.open(function, new OperatorRuntimeContext(context), parameters);
        }

        @Override
        public void process(P record, long timestamp) throws Exception {
            sorter.add(keeper.keep(record));
        }

        @Override
        public Emission<OUT> endInput() throws IOException {
            SortedGroups<P> groups = new SortedGroups<>(sorter.sorted(), order.grouping());
            return output -> {
                if (!groups.advance()) {
                    sorter.close();
                    return false;
                }
                call(groups, new OutputCollector<>(output));
                return true;
            };
        }

        @SuppressWarnings("unchecked") // a CoGroupFunction of two sides whose types the plan knows
        private void call(SortedGroups<P> groups, OutputCollector<OUT> out) throws Exception {
            T found = (T) solution.get(keys.getKey(groups.first()));
            Iterable<Object> records = (Iterable<Object>) groups.group();
            Iterable<Object> ofSolution = found == null ? List.of() : List.of(solutionKeeper.lend(found));
            if (solutionFirst) {
                function.coGroup(ofSolution, records, out);
            } else {
                function.coGroup(records, ofSolution, out);
            }
        }

        @Override
        public void close() throws Exception {
            try {
                RichFunctions.close(function);
            } finally {
                if (sorter != null) {
                    sorter.close();
                }
            }
        }
    }
}
