package io.millrace.operators.function;

import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;

/**
 * Says how an operator may keep a record beyond the call that brought it.
 *
 * <p>An input record is the operator's own, since the exchange or the chain has copied it, unless object reuse is on: then
 * it is copied here. What a user function returned is never its own: the function may change and return the same object
 * again. Records that cannot change are kept as they are.
 */
public final class RecordKeeper<T> {
    private final TypeSerializer<T> copier;
    private final boolean ownsInput;
    private final boolean lendsItself;
    private final boolean immutable;

    public RecordKeeper(TypeInformation<T> type, OperatorContext context) {
        this.copier = type.createSerializer(context.executionConfig().getSerializerConfig());
        this.immutable = copier.isImmutableType();
        this.ownsInput = immutable || !context.executionConfig().isObjectReuseEnabled();
        this.lendsItself = immutable || context.executionConfig().isObjectReuseEnabled();
    }

    /** An input record, to be kept. */
    public T keep(T record) {
        return ownsInput ? record : copier.copy(record);
    }

    /** A kept record, to be given to a user function, which may change it unless object reuse is on. */
    public T lend(T kept) {
        return lendsItself ? kept : copier.copy(kept);
    }

    /** A record of which both the original and what is returned go on living. */
    public T copy(T record) {
        return immutable ? record : copier.copy(record);
    }

    /**
     * What a function made of a kept record and an input record; takes the place of the kept record.
     *
     * @param kept comes from this keeper; its object may be used for the result
     */
    public T replace(T kept, T record, T result) {
        if (result == kept || immutable) {
            return result;
        }
        if (result == record) {
            return keep(record);
        }
        return copier.copy(result, kept);
    }
}
