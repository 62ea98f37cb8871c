package io.millrace.taskmanager.exchange;

import io.millrace.types.code.ArrayInput;
import io.millrace.types.serial.ClassDictionary;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.List;

/** Reads records from an array, with a dictionary of classes that begins empty. */
public final class BatchInput extends ArrayInput implements ClassDictionary.Reading {
    private final List<Class<?>> classes = new ArrayList<>(4);

    BatchInput(byte[] bytes, int length) {
        this(bytes, 0, length);
    }

    /** @param end behind the last byte that counts */
    public BatchInput(byte[] bytes, int from, int end) {
        super(bytes, from, end);
    }

    @Override
    public void add(Class<?> type) {
        classes.add(type);
    }

    @Override
    public Class<?> classOf(int number) throws IOException {
        if (number < 0 || number >= classes.size()) {
            throw new StreamCorruptedException("class " + number + " of a dictionary that holds " + classes.size());
        }
        return classes.get(number);
    }
}
