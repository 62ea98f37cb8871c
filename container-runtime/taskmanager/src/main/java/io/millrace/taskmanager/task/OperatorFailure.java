package io.millrace.taskmanager.task;

import org.jspecify.annotations.Nullable;

/**
 * Carries what an operator threw up through the operators before it in the chain, with the place and the record at hand.
 * Without a stack trace: the cause has the one that matters.
 */
final class OperatorFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int operator;
    private final int cameTo;
    private final transient @Nullable Object record;

    /**
     * @param operator the place of the operator that threw
     * @param cameTo the place of the one to which {@code record} had come: {@code operator}, or one before it, which made of it
     *     what it made
     */
    OperatorFailure(int operator, int cameTo, @Nullable Object record, Throwable cause) {
        super("operator " + operator + " of the chain failed", cause, true, false);
        this.operator = operator;
        this.cameTo = cameTo;
        this.record = record;
    }

    int operator() {
        return operator;
    }

    int cameTo() {
        return cameTo;
    }

    @Nullable
    Object record() {
        return record;
    }
}
