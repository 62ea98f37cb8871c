package io.millrace.testing;

/** Ends a program that would not end by itself: a test that throws it has seen what it waited for. */
public class SuccessException extends RuntimeException {
    private static final long serialVersionUID = 1L;
}
