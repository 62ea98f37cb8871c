package io.millrace.dataflow.functions;

/**
 * Aggregates values step by step through an accumulator, which may be of another type than input and result. The
 * accumulator is the state that is kept per key and window.
 */
public interface AggregateFunction<IN, ACC, OUT> extends Function {
    /** A new accumulator for an empty aggregate. */
    ACC createAccumulator();

    /** The accumulator with {@code value} added; it may be the given one, changed. */
    ACC add(IN value, ACC accumulator);

    /** The result of the aggregation so far. It must leave the accumulator usable. */
    OUT getResult(ACC accumulator);

    /** Both accumulators in one; either may be reused. Called for windows that merge, and to combine early. */
    ACC merge(ACC a, ACC b);
}
