package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.functions.ReduceFunction;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.plan.StepContext;
import io.millrace.operators.group.BatchKeyedFactory;
import io.millrace.operators.group.CombineFactory;
import io.millrace.operators.group.ReduceFactory;

/** What operators become when the program runs in batch mode. */
public final class BatchMode {
    private BatchMode() {}

    /** In batch mode runs a keyed operator one key after another. */
    public static <K, IN> OperatorFactory keyed(
            OperatorFactory factory, KeySelector<IN, K> keys, TypeInformation<IN> type, StepContext context) {
        return context.batch() ? new LastWatermarkAtEnd.Factory(new BatchKeyedFactory<>(factory, keys, type)) : factory;
    }

    /** A reduce that emits only the final result of each key. */
    public static <K, T> OperatorFactory reduce(
            ReduceFunction<T> function, KeySelector<T, K> keys, TypeInformation<T> type) {
        return new LastWatermarkAtEnd.Factory(new ReduceFactory<>(function, keys, type));
    }

    /** Reduces what one task has of each key before the exchange. */
    public static <K, T> OperatorFactory combine(
            ReduceFunction<T> function, KeySelector<T, K> keys, TypeInformation<T> type) {
        return new LastWatermarkAtEnd.Factory(new CombineFactory<>(function, keys, type));
    }
}
