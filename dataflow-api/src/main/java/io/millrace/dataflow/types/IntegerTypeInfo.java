package io.millrace.dataflow.types;

/** The basic types of whole numbers: Byte, Short, Integer, Long. */
public class IntegerTypeInfo<T> extends NumericTypeInfo<T> {

    private static final long serialVersionUID = 1L;

    protected IntegerTypeInfo(Class<T> typeClass) {
        super(typeClass);
    }
}
