package io.millrace.datastream;

import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.TypeInformation;

/** Checks that the keys of two streams can be equal. */
final class JoinKeys {
    private JoinKeys() {}

    /** @throws IllegalArgumentException if their types are known to differ */
    static void check(TypeInformation<?> first, TypeInformation<?> second) {
        boolean known = !LateBoundTypeInfo.isIn(first) && !LateBoundTypeInfo.isIn(second);
        if (known && !first.equals(second)) {
            throw new IllegalArgumentException("The keys for the two inputs are not equal: first key = " + first
                    + " , second key = " + second + ". Make both selectors give the same type.");
        }
    }
}
