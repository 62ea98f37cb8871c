package io.millrace.dataflow.types;

/** The basic types of floating-point numbers: Float, Double. */
public class FractionalTypeInfo<T> extends NumericTypeInfo<T> {

    private static final long serialVersionUID = 1L;

    protected FractionalTypeInfo(Class<T> typeClass) {
        super(typeClass);
    }
}
