package io.millrace.dataset.hadoop.mapred.wrapper;

import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of a group of pairs, as a reducer wants them, and their key. The key is a copy: it stays when values are taken.
 */
public class HadoopTupleUnwrappingIterator<KEY, VALUE> implements Iterator<VALUE>, java.io.Serializable {
    private static final long serialVersionUID = 1L;

    private final TypeSerializer<KEY> keySerializer;
    private transient @Nullable Iterator<Tuple2<KEY, VALUE>> iterator;
    private transient @Nullable KEY currentKey;
    private transient @Nullable VALUE firstValue;
    private transient boolean atFirst;

    public HadoopTupleUnwrappingIterator(TypeSerializer<KEY> keySerializer) {
        this.keySerializer = Objects.requireNonNull(keySerializer);
    }

    /** Begins with another group; its first pair is taken at once, for the key. */
    public void set(Iterator<Tuple2<KEY, VALUE>> iterator) {
        this.iterator = iterator;
        atFirst = iterator.hasNext();
        if (atFirst) {
            Tuple2<KEY, VALUE> first = iterator.next();
            currentKey = keySerializer.copy(first.f0);
            firstValue = first.f1;
        }
    }

    @Override
    public boolean hasNext() {
        return atFirst || (iterator != null && iterator.hasNext());
    }

    @Override
    public VALUE next() {
        if (atFirst) {
            atFirst = false;
            return Objects.requireNonNull(firstValue, "value");
        }
        if (iterator == null) {
            throw new NoSuchElementException();
        }
        return iterator.next().f1;
    }

    /** Of the group that {@link #set} began with last. */
    public KEY getCurrentKey() {
        return Objects.requireNonNull(currentKey, "there is no group yet");
    }
}
