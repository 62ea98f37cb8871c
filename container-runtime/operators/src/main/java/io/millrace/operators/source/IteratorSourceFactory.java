package io.millrace.operators.source;

import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.OperatorFactory;
import io.millrace.dataflow.util.SplittableIterator;
import java.io.Serializable;
import java.util.Iterator;

/**
 * Makes an {@link IteratorSource}.
 *
 * @param iterator serialisable; with a parallelism above 1 it must be a {@link SplittableIterator}
 */
public record IteratorSourceFactory<T>(Iterator<T> iterator) implements OperatorFactory {
    private static final long serialVersionUID = 1L;

    public IteratorSourceFactory {
        if (!(iterator instanceof Serializable)) {
            throw new IllegalArgumentException("The iterator must be serialisable to travel to the tasks: "
                    + iterator.getClass().getName() + " is not. Implement java.io.Serializable, or give a collection.");
        }
    }

    @Override
    public Operator create() {
        return new IteratorSource<>(iterator);
    }

    /** The iterator is user code that may compute or wait for long. */
    @Override
    public boolean blocks() {
        return true;
    }
}
