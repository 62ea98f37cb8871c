package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.types.code.Bytes;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import org.jspecify.annotations.Nullable;

/**
 * Records whose type they tell themselves. Layout: a varint tag, then the record as the type of its class writes it.
 *
 * <ul>
 *   <li>0: null, with nothing more.
 *   <li>1: a class named here: its name as a text. On a stream with a {@link ClassDictionary} it gets the next number.
 *   <li>2 to 63: one of {@link WellKnownClasses}.
 *   <li>from 64: a class of the stream's dictionary, number tag - 64.
 * </ul>
 *
 * Without a dictionary each record stands for itself and can be read from anywhere.
 */
final class LateBoundSerializer<T> extends EngineSerializer<T> {

    private static final long serialVersionUID = 1L;

    /** Records may hold records; deeper than this only corrupt bytes go, and they would end in a stack overflow. */
    private static final int DEPTH_MAX = 1_000;

    private static final int NULL = 0;
    private static final int NAMED = 1;

    /** How many late-bound records this thread is reading within each other. */
    private static final ThreadLocal<int[]> DEPTH = ThreadLocal.withInitial(() -> new int[1]);

    private final transient ClassSerializers classes;

    /** The class that was written last, which is mostly the next one's: in one object, whatever thread looks. */
    private transient @Nullable Tagged last;

    private record Tagged(Class<?> recordClass, int tag) {}

    LateBoundSerializer(LateBoundTypeInfo<T> type, SerializerConfig config) {
        super(type, config);
        this.classes = new ClassSerializers(config);
    }

    @Override
    boolean acceptsNull() {
        return true;
    }

    @Override
    @SuppressWarnings("NullAway") // nothing is known to start with
    public T createInstance() {
        return null;
    }

    @Override
    @SuppressWarnings("unchecked")
    public T copy(T from) {
        if (from == null) {
            return from;
        }
        TypeSerializer<Object> serializer = classes.of(from.getClass());
        return serializer.isImmutableType() ? from : (T) serializer.copy(from);
    }

    @Override
    public void serialize(T record, DataOutput target) throws IOException {
        if (record == null) {
            target.writeByte(NULL);
            return;
        }
        Class<?> recordClass = record.getClass();
        writeTag(recordClass, target);
        classes.of(recordClass).serialize(record, target);
    }

    private int wellKnownTagOf(Class<?> recordClass) {
        Tagged known = last;
        if (known == null || known.recordClass != recordClass) {
            known = new Tagged(recordClass, WellKnownClasses.tagOf(recordClass));
            last = known;
        }
        return known.tag;
    }

    private void writeTag(Class<?> recordClass, DataOutput target) throws IOException {
        int wellKnown = wellKnownTagOf(recordClass);
        if (wellKnown > 0) {
            target.writeByte(wellKnown);
            return;
        }
        int number = target instanceof ClassDictionary.Writing stream ? stream.numberOf(recordClass) : -1;
        if (number >= 0) {
            Bytes.writeVarint(WellKnownClasses.TAGS + number, target);
        } else {
            target.writeByte(NAMED);
            Bytes.writeText(recordClass.getName(), target);
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // null where null was written
    public T deserialize(DataInput source) throws IOException {
        int tag = Bytes.readVarint(source);
        if (tag == NULL) {
            return null;
        }
        Class<?> recordClass = readClass(tag, source);
        if (!type().getTypeClass().isAssignableFrom(recordClass)
                || recordClass == Object.class
                || recordClass.isInterface()) {
            throw new StreamCorruptedException(
                    "Corrupt record: expected=" + type() + ", actual=" + recordClass.getName());
        }
        int[] depth = DEPTH.get();
        if (depth[0] >= DEPTH_MAX) {
            throw new StreamCorruptedException(
                    "Corrupt record: more than " + DEPTH_MAX + " records within each other.");
        }
        depth[0]++;
        try {
            return (T) classes.of(recordClass).deserialize(source);
        } finally {
            depth[0]--;
        }
    }

    private static Class<?> readClass(int tag, DataInput source) throws IOException {
        if (tag == NAMED) {
            Class<?> named = ClassSerializers.load(Bytes.readTextNotNull("the name of a record's class", source));
            if (source instanceof ClassDictionary.Reading stream) {
                stream.add(named);
            }
            return named;
        }
        if (tag < WellKnownClasses.TAGS) {
            return WellKnownClasses.withTag(tag);
        }
        if (source instanceof ClassDictionary.Reading stream) {
            return stream.classOf(tag - WellKnownClasses.TAGS);
        }
        throw new StreamCorruptedException("Corrupt record: it names class " + (tag - WellKnownClasses.TAGS)
                + " of a dictionary, but is not read from a stream that has one.");
    }
}
