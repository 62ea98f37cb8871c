package io.millrace.taskmanager.task;

import org.jspecify.annotations.Nullable;

/**
 * Carries what an operator threw up through the operators before it in the chain, with the place and the record at hand.
 * Without a stack trace: the cause has the one that matters.
 */
final class OperatorFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int operator;
    private final transient @Nullable Object record;

    OperatorFailure(int operator, @Nullable Object record, Throwable cause) {
        super("operator " + operator + " of the chain failed", cause, true, false);
        this.operator = operator;
        this.record = record;
    }

    int operator() {
        return operator;
    }

    @Nullable
    Object record() {
        return record;
    }
}
