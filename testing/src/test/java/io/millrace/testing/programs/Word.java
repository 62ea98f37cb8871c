package io.millrace.testing.programs;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.memory.MemorySegment;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.AtomicType;
import io.millrace.dataflow.types.TypeInfo;
import io.millrace.dataflow.types.TypeInfoFactory;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.SimpleTypeSerializerSnapshot;
import io.millrace.dataflow.typeutils.TypeComparator;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import io.millrace.dataflow.typeutils.base.TypeSerializerSingleton;
import java.io.IOException;
import java.lang.reflect.Type;
import java.util.Locale;
import java.util.Map;

/** A text with a type, a serialiser and a comparator of its own: as keys, words are equal whatever their letters' case. */
@TypeInfo(Word.Factory.class)
public final class Word {
    private final String text;

    public Word(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }

    /** Found by the annotation. */
    public static class Factory extends TypeInfoFactory<Word> {
        @Override
        public TypeInformation<Word> createTypeInfo(Type t, Map<String, TypeInformation<?>> genericParameters) {
            return new WordTypeInfo();
        }
    }

    /** The type. */
    public static class WordTypeInfo extends TypeInformation<Word> implements AtomicType<Word> {
        private static final long serialVersionUID = 1L;

        @Override
        public boolean isBasicType() {
            return false;
        }

        @Override
        public boolean isTupleType() {
            return false;
        }

        @Override
        public int getArity() {
            return 1;
        }

        @Override
        public int getTotalFields() {
            return 1;
        }

        @Override
        public Class<Word> getTypeClass() {
            return Word.class;
        }

        @Override
        public boolean isKeyType() {
            return true;
        }

        @Override
        public TypeSerializer<Word> createSerializer(SerializerConfig config) {
            return WordSerializer.INSTANCE;
        }

        @Override
        public TypeComparator<Word> createComparator(boolean sortOrderAscending, ExecutionConfig executionConfig) {
            return new WordComparator(sortOrderAscending);
        }

        @Override
        public String toString() {
            return "WordTypeInfo";
        }

        @Override
        public boolean equals(Object obj) {
            return obj instanceof WordTypeInfo;
        }

        @Override
        public int hashCode() {
            return 42;
        }

        @Override
        public boolean canEqual(Object obj) {
            return obj instanceof WordTypeInfo;
        }
    }

    /** Length and letters. */
    public static final class WordSerializer extends TypeSerializerSingleton<Word> {
        private static final long serialVersionUID = 1L;

        public static final WordSerializer INSTANCE = new WordSerializer();

        @Override
        public boolean isImmutableType() {
            return true;
        }

        @Override
        public Word createInstance() {
            return new Word("");
        }

        @Override
        public Word copy(Word from) {
            return from;
        }

        @Override
        public Word copy(Word from, Word reuse) {
            return from;
        }

        @Override
        public int getLength() {
            return -1;
        }

        @Override
        public void serialize(Word record, DataOutputView target) throws IOException {
            target.writeUTF(record.text);
        }

        @Override
        public Word deserialize(DataInputView source) throws IOException {
            return new Word(source.readUTF());
        }

        @Override
        public Word deserialize(Word reuse, DataInputView source) throws IOException {
            return deserialize(source);
        }

        @Override
        public void copy(DataInputView source, DataOutputView target) throws IOException {
            target.writeUTF(source.readUTF());
        }

        @Override
        public TypeSerializerSnapshot<Word> snapshotConfiguration() {
            return new WordSerializerSnapshot();
        }
    }

    /** All of them write alike. */
    public static final class WordSerializerSnapshot extends SimpleTypeSerializerSnapshot<Word> {
        public WordSerializerSnapshot() {
            super(() -> WordSerializer.INSTANCE);
        }
    }

    /** By lower-case letters. */
    public static final class WordComparator extends TypeComparator<Word> {
        private static final long serialVersionUID = 1L;

        private final boolean ascending;
        private transient Word reference;

        public WordComparator(boolean ascending) {
            this.ascending = ascending;
        }

        private static String key(Word word) {
            return word.text.toLowerCase(Locale.ROOT);
        }

        @Override
        public int hash(Word record) {
            return key(record).hashCode();
        }

        @Override
        public void setReference(Word toCompare) {
            reference = toCompare;
        }

        @Override
        public boolean equalToReference(Word candidate) {
            return key(candidate).equals(key(reference));
        }

        @Override
        public int compareToReference(TypeComparator<Word> referencedComparator) {
            return compare(((WordComparator) referencedComparator).reference, reference);
        }

        @Override
        public int compare(Word first, Word second) {
            int order = key(first).compareTo(key(second));
            return ascending ? order : -order;
        }

        @Override
        public int compareSerialized(DataInputView firstSource, DataInputView secondSource) throws IOException {
            return compare(new Word(firstSource.readUTF()), new Word(secondSource.readUTF()));
        }

        @Override
        public boolean supportsNormalizedKey() {
            return false;
        }

        @Override
        public boolean supportsSerializationWithKeyNormalization() {
            return false;
        }

        @Override
        public int getNormalizeKeyLen() {
            return 0;
        }

        @Override
        public boolean isNormalizedKeyPrefixOnly(int keyBytes) {
            return true;
        }

        @Override
        public void putNormalizedKey(Word record, MemorySegment target, int offset, int numBytes) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void writeWithKeyNormalization(Word record, DataOutputView target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Word readWithKeyDenormalization(Word reuse, DataInputView source) {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean invertNormalizedKey() {
            return !ascending;
        }

        @Override
        public TypeComparator<Word> duplicate() {
            return new WordComparator(ascending);
        }

        @Override
        public int extractKeys(Object record, Object[] target, int index) {
            target[index] = record;
            return 1;
        }

        @Override
        @SuppressWarnings("rawtypes")
        public TypeComparator[] getFlatComparators() {
            return new TypeComparator[] {this};
        }
    }
}
