package io.millrace.dataflow.types;

/** A basic type whose values can be added and compared as numbers. */
public abstract class NumericTypeInfo<T> extends BasicTypeInfo<T> {

    private static final long serialVersionUID = 1L;

    protected NumericTypeInfo(Class<T> typeClass) {
        super(typeClass);
    }
}
