package io.millrace.dataflow.functions;

/** Turns each pair of the product of two inputs into one result. */
@FunctionalInterface
public interface CrossFunction<IN1, IN2, OUT> extends Function {
    /** The result for the pair; an exception fails the job. */
    OUT cross(IN1 val1, IN2 val2) throws Exception;
}
