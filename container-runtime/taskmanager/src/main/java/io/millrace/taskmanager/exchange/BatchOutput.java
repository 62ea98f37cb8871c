package io.millrace.taskmanager.exchange;

import io.millrace.types.code.ArrayOutput;
import io.millrace.types.code.BigEndian;
import io.millrace.types.serial.ClassDictionary;

/** Writes batches, one after the other: each in an array of its own, with a dictionary of classes that begins empty. */
final class BatchOutput extends ArrayOutput implements ClassDictionary.Writing {
    private final ClassDictionary.Numbers numbers = new ClassDictionary.Numbers();

    BatchOutput(int capacity) {
        super(capacity);
    }

    /** Goes on with another array and an empty dictionary, behind a head that is still to be put there. */
    void beginBatch(byte[] array, int headBytes) {
        begin(array, headBytes);
        numbers.clear();
    }

    /** Puts a byte and a number at the beginning. */
    void putHead(int first, int number) {
        putHead(array(), first, number);
    }

    static void putHead(byte[] bytes, int first, int number) {
        bytes[0] = (byte) first;
        putNumber(bytes, 1, number);
    }

    /** The number that stands at the beginning, behind the byte. */
    static int numberOf(byte[] bytes) {
        return numberAt(bytes, 1);
    }

    static void putNumber(byte[] bytes, int at, int number) {
        BigEndian.INTS.set(bytes, at, number);
    }

    static int numberAt(byte[] bytes, int at) {
        return (int) BigEndian.INTS.get(bytes, at);
    }

    @Override
    public int numberOf(Class<?> type) {
        return numbers.of(type);
    }
}
