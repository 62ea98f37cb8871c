package io.millrace.types.serial;

import io.millrace.types.code.ArrayInput;

/** Bytes to be read, as the engine's own batches and pages are. */
final class ArrayBytes extends ArrayInput {

    /** So that a place in the array is not one in what is read. */
    private static final int BEFORE = 3;

    ArrayBytes(byte[] bytes) {
        super(moved(bytes), BEFORE, BEFORE + bytes.length);
    }

    private static byte[] moved(byte[] bytes) {
        byte[] moved = new byte[BEFORE + bytes.length + BEFORE];
        System.arraycopy(bytes, 0, moved, BEFORE, bytes.length);
        return moved;
    }
}
