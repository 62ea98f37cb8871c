package io.millrace.types.key;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.NullFieldException;

/**
 * The key that is one field of a tuple: the usual one, read without a look at the record's class.
 *
 * @param position from 0
 */
public record TupleFieldKey<T>(int position) implements KeySelector<T, Object> {
    private static final long serialVersionUID = 1L;

    /** @throws NullFieldException if the field is null */
    @Override
    public Object getKey(T record) {
        Object value = ((Tuple) record).getField(position);
        if (value == null) {
            throw new NullFieldException(
                    "Field \"f" + position + "\" is null, but a key must hold a value. Record: " + record + ".");
        }
        return value;
    }
}
