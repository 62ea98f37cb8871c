package io.millrace.operators.sort;

import java.io.IOException;

/**
 * A sorted run that is read from its first record to its last. A run of an order with a key prefix has its records as bytes;
 * one of an order without may have them as objects only.
 */
interface Run<T> {
    /** Goes to the next record; false if there is none. */
    boolean next() throws IOException;

    /** The first eight bytes of the key prefix as a number that compares signed; 0 if the order has none. */
    long head();

    /** The record that {@link #next} went to; always the same object until the next call. */
    T record();

    /** What holds the key prefix and then the record as bytes, until the next call. */
    byte[] bytes();

    int offset();

    int length();

    /** Gives back what reading takes. Repeating it is harmless. */
    void close() throws IOException;
}
