package io.millrace.datastream.functions.sink;

/** Drops all records. */
public class DiscardingSink<T> implements SinkFunction<T> {
    private static final long serialVersionUID = 1L;

    @Override
    public void invoke(T value, Context context) {}
}
