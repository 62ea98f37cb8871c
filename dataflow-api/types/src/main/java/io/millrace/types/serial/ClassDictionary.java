package io.millrace.types.serial;

import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * The classes that a stream of late-bound records has named so far, numbered from 0 as they came. Writer and reader of one
 * stream number alike, because both see the same records in the same order: the dictionary is part of the channel, the spill
 * file, the snapshot. One thread at a time.
 */
public final class ClassDictionary {

    private ClassDictionary() {}

    /** A stream that is written with a dictionary. */
    public interface Writing extends DataOutput {

        /** The number of a class; -1 if it is new, and then it has a number from now on, and must be named. */
        int numberOf(Class<?> type);
    }

    /** A stream that is read with a dictionary. */
    public interface Reading extends DataInput {

        /** Gives the next number to a class that was named. */
        void add(Class<?> type);

        /**
         * @throws IOException if no class has this number
         */
        Class<?> classOf(int number) throws IOException;
    }

    /** Writes to a stream, with a dictionary that begins empty. */
    public static final class Output extends DataOutputStream implements Writing {

        private final Map<Class<?>, Integer> numbers = new IdentityHashMap<>();

        public Output(OutputStream target) {
            super(target);
        }

        @Override
        public int numberOf(Class<?> type) {
            Integer number = numbers.putIfAbsent(type, numbers.size());
            return number == null ? -1 : number;
        }
    }

    /** Reads from a stream that {@link Output} wrote, from its beginning. */
    public static final class Input extends DataInputStream implements Reading {

        private final List<Class<?>> classes = new ArrayList<>();

        public Input(InputStream source) {
            super(source);
        }

        @Override
        public void add(Class<?> type) {
            classes.add(type);
        }

        @Override
        public Class<?> classOf(int number) throws IOException {
            if (number >= classes.size()) {
                throw new StreamCorruptedException(
                        "Corrupt stream: class " + number + " of its dictionary, which holds " + classes.size() + ".");
            }
            return classes.get(number);
        }
    }
}
