package io.millrace.operators.group;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.operators.function.RecordKeeper;
import org.jspecify.annotations.Nullable;

/**
 * Copies records where that is seldom needed: what it takes is made for the first of them, since in a loop there is a new operator in
 * each superstep. Not thread-safe.
 */
final class SeldomCopy<T> {
    private final TypeInformation<T> type;
    private final OperatorContext context;
    private @Nullable RecordKeeper<T> keeper;

    SeldomCopy(TypeInformation<T> type, OperatorContext context) {
        this.type = type;
        this.context = context;
    }

    T of(T record) {
        RecordKeeper<T> known = keeper;
        if (known == null) {
            known = new RecordKeeper<>(type, context);
            keeper = known;
        }
        return known.copy(record);
    }
}
