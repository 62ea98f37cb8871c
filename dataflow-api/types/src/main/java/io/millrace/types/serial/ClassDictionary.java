package io.millrace.types.serial;

import io.millrace.types.code.ArrayOutput;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

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

    /** The numbers of the classes that a writer has named. */
    public static final class Numbers {

        private final Map<Class<?>, Integer> byClass = new IdentityHashMap<>(4);

        /** As {@link Writing#numberOf}. */
        public int of(Class<?> type) {
            Integer number = byClass.putIfAbsent(type, byClass.size());
            return number == null ? -1 : number;
        }

        /** Begins again. */
        public void clear() {
            if (!byClass.isEmpty()) {
                byClass.clear();
            }
        }
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

    /** Writes into an array, with a dictionary. */
    public static final class Output extends ArrayOutput implements Writing {

        private final ToIntFunction<Class<?>> numbers;

        /**
         * With a dictionary of its own, which begins empty.
         *
         * @param firstBytes for which there is room at first
         */
        public Output(int firstBytes) {
            this(firstBytes, new Numbers()::of);
        }

        /** @param numbers as {@link Writing#numberOf} */
        public Output(int firstBytes, ToIntFunction<Class<?>> numbers) {
            super(firstBytes);
            this.numbers = numbers;
        }

        @Override
        public int numberOf(Class<?> type) {
            return numbers.applyAsInt(type);
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
