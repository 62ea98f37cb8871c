package io.millrace.dataflow.functions;

/** Turns each pair of records with equal keys into one result. In an outer join one side may be null. */
@FunctionalInterface
public interface JoinFunction<IN1, IN2, OUT> extends Function {
    /** The result for the pair; an exception fails the job. */
    OUT join(IN1 first, IN2 second) throws Exception;
}
