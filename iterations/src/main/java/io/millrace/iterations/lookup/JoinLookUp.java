package io.millrace.iterations.lookup;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.functions.FlatJoinFunction;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.iterations.solution.SharedSolution;
import io.millrace.operators.function.OperatorRuntimeContext;
import io.millrace.operators.function.OutputCollector;
import io.millrace.operators.function.RecordKeeper;
import io.millrace.operators.function.RichFunctions;
import org.jspecify.annotations.Nullable;

/**
 * Joins each record with the one of the solution set that has its key.
 *
 * @param keepsRecords whether a record without a partner is joined with null
 * @param solutionFirst whether the function takes the record of the solution set first
 * @param function of the two
 * @param parameters what {@code withParameters} gave; empty if nothing
 */
public record JoinLookUp<P, K, T, OUT>(
        KeySelector<P, K> keys,
        boolean keepsRecords,
        boolean solutionFirst,
        FlatJoinFunction<Object, Object, OUT> function,
        TypeInformation<T> solutionType,
        Configuration parameters)
        implements LookUp<P, OUT> {
    private static final long serialVersionUID = 1L;

    @Override
    public OneInputOperator<P, OUT> into(SharedSolution solution) {
        return new Joining(solution);
    }

    @Override
    public int memoryWeight() {
        return 0;
    }

    private final class Joining implements OneInputOperator<P, OUT> {
        private final SharedSolution solution;

        @SuppressWarnings("NullAway.Init")
        private OutputCollector<OUT> collector;

        @SuppressWarnings("NullAway.Init")
        private RecordKeeper<T> keeper;

        Joining(SharedSolution solution) {
            this.solution = solution;
        }

        @Override
        public void open(OperatorContext context, Output<OUT> output) throws Exception {
            collector = new OutputCollector<>(output);
            keeper = new RecordKeeper<>(solutionType, context);
            RichFunctions.open(function, new OperatorRuntimeContext(context), parameters);
        }

        @Override
        @SuppressWarnings("unchecked") // the loop keeps records of this type
        public void process(P record, long timestamp) throws Exception {
            T found = (T) solution.get(keys.getKey(record));
            if (found != null) {
                join(record, keeper.lend(found));
            } else if (keepsRecords) {
                join(record, null);
            }
        }

        // A join function of an inner join never gets null; the signature of the public interface cannot say so.
        @SuppressWarnings("NullAway")
        private void join(P record, @Nullable T found) throws Exception {
            if (solutionFirst) {
                function.join(found, record, collector);
            } else {
                function.join(record, found, collector);
            }
        }

        @Override
        public void close() throws Exception {
            RichFunctions.close(function);
        }
    }
}
