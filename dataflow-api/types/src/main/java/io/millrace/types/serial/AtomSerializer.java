package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.time.DateTimeException;
import org.jspecify.annotations.Nullable;

/** Plain values. Layout: see {@link Atom}. */
final class AtomSerializer<T> extends EngineSerializer<T> {

    private static final long serialVersionUID = 1L;

    private final transient Atom<T> atom;

    AtomSerializer(TypeInformation<T> type, Atom<T> atom, SerializerConfig config) {
        super(type, config);
        this.atom = atom;
    }

    @Override
    boolean acceptsNull() {
        return atom.acceptsNull();
    }

    @Override
    public boolean isImmutableType() {
        return atom.copy() == null;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public int getLength() {
        return atom.length();
    }

    @Override
    @SuppressWarnings("NullAway") // Void has no other value than null
    public T createInstance() {
        return atom.empty();
    }

    @Override
    public T copy(T from) {
        return from == null || atom.copy() == null ? from : atom.copy().apply(from);
    }

    @Override
    public void serialize(T record, DataOutput target) throws IOException {
        atom.writer().write(record, target);
    }

    @Override
    @SuppressWarnings("NullAway") // null where null was written
    public T deserialize(DataInput source) throws IOException {
        try {
            @Nullable T value = atom.reader().read(source);
            return value;
        } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
            throw (IOException)
                    new StreamCorruptedException("Corrupt record: no " + type() + " has these bytes.").initCause(e);
        }
    }
}
