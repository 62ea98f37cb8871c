package io.millrace.types.serial;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataInputViewStreamWrapper;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.types.code.ArrayOutput;
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
    public interface Writing extends DataOutputView {

        /** The number of a class; -1 if it is new, and then it has a number from now on, and must be named. */
        int numberOf(Class<?> type);
    }

    /** A stream that is read with a dictionary. */
    public interface Reading extends DataInputView {

        /** Gives the next number to a class that was named. */
        void add(Class<?> type);

        /**
         * @throws IOException if no class has this number
         */
        Class<?> classOf(int number) throws IOException;
    }

    /** Writes into an array, with a dictionary. */
    public static final class Output extends ArrayOutput implements Writing {

        private final ByteArrayOutput target;
        private final ToIntFunction<Class<?>> numbers;

        /** With a dictionary of its own, which begins empty. */
        public Output(ByteArrayOutput target) {
            this(target, begun());
        }

        /** @param numbers as {@link Writing#numberOf} */
        public Output(ByteArrayOutput target, ToIntFunction<Class<?>> numbers) {
            this.target = target;
            this.numbers = numbers;
        }

        private static ToIntFunction<Class<?>> begun() {
            Map<Class<?>, Integer> numbers = new IdentityHashMap<>();
            return type -> {
                Integer number = numbers.putIfAbsent(type, numbers.size());
                return number == null ? -1 : number;
            };
        }

        @Override
        public int numberOf(Class<?> type) {
            return numbers.applyAsInt(type);
        }

        @Override
        public int reserve(int count) throws IOException {
            int at = target.size();
            target.skip(count);
            return at;
        }

        @Override
        public byte[] array() {
            return target.bytes();
        }

        @Override
        public void write(int value) throws IOException {
            target.write(value);
        }

        @Override
        public void write(byte[] from) throws IOException {
            target.write(from);
        }

        @Override
        public void write(byte[] from, int offset, int length) throws IOException {
            target.write(from, offset, length);
        }

        @Override
        public void writeBoolean(boolean value) throws IOException {
            target.writeBoolean(value);
        }

        @Override
        public void writeByte(int value) throws IOException {
            target.writeByte(value);
        }

        @Override
        public void writeShort(int value) throws IOException {
            target.writeShort(value);
        }

        @Override
        public void writeChar(int value) throws IOException {
            target.writeChar(value);
        }

        @Override
        public void writeInt(int value) throws IOException {
            target.writeInt(value);
        }

        @Override
        public void writeLong(long value) throws IOException {
            target.writeLong(value);
        }

        @Override
        public void writeFloat(float value) throws IOException {
            target.writeFloat(value);
        }

        @Override
        public void writeDouble(double value) throws IOException {
            target.writeDouble(value);
        }

        @Override
        public void writeBytes(String text) throws IOException {
            target.writeBytes(text);
        }

        @Override
        public void writeChars(String text) throws IOException {
            target.writeChars(text);
        }

        @Override
        public void writeUTF(String text) throws IOException {
            target.writeUTF(text);
        }
    }

    /** Reads from a stream that {@link Output} wrote, from its beginning. */
    public static final class Input extends DataInputViewStreamWrapper implements Reading {

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
