package io.millrace.dataflow.functions;

/** An {@link OpenContext} that carries nothing. */
public class DefaultOpenContext implements OpenContext {
    public static final DefaultOpenContext INSTANCE = new DefaultOpenContext();
}
