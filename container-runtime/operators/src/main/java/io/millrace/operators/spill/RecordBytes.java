package io.millrace.operators.spill;

import io.millrace.types.code.ArrayInput;
import io.millrace.types.code.ArrayOutput;
import io.millrace.types.serial.ClassDictionary;
import java.io.IOException;

/** Reads a record out of an array: what {@link ArrayOutput} wrote. Not thread-safe, and without locks. */
final class RecordBytes extends ArrayInput implements ClassDictionary.Reading {
    private final KnownClasses classes;

    RecordBytes(KnownClasses classes) {
        super(new byte[0], 0, 0);
        this.classes = classes;
    }

    void set(byte[] source, int offset, int length) {
        read(source, offset, offset + length);
    }

    /** A class that is named has its number since it was written. */
    @Override
    public void add(Class<?> type) {}

    @Override
    public Class<?> classOf(int number) throws IOException {
        return classes.classOf(number);
    }
}
