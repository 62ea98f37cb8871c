package io.millrace.dataflow.types;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.util.InstantiationUtil;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A record of any number of values, each of which may be null. Layout: the number of fields (4), then for each the name of
 * its class, empty for null, and the value. One thread at a time.
 */
public final class Record implements CopyableValue<Record> {
    private static final long serialVersionUID = 1L;

    private static final int FIELDS_MAX = 1 << 20;

    private final List<@Nullable Value> fields = new ArrayList<>();

    public Record() {}

    public Record(Value value) {
        addField(value);
    }

    public Record(Value val1, Value val2) {
        addField(val1);
        addField(val2);
    }

    /** @param numFields that are null */
    public Record(int numFields) {
        setNumFields(numFields);
    }

    public int getNumFields() {
        return fields.size();
    }

    /** Adds nulls, or takes away the last fields. */
    public void setNumFields(int numFields) {
        while (fields.size() > numFields) {
            fields.remove(fields.size() - 1);
        }
        while (fields.size() < numFields) {
            fields.add(null);
        }
    }

    /**
     * The value of a field, or null.
     *
     * @throws IndexOutOfBoundsException if there is no such field
     * @throws ClassCastException if it is of another class
     */
    public <T extends Value> @Nullable T getField(int fieldNum, Class<T> type) {
        return type.cast(fields.get(fieldNum));
    }

    /** The value of a field, or null; {@code target} has it then as well. */
    public <T extends Value> @Nullable T getField(int fieldNum, T target) {
        return getFieldInto(fieldNum, target) ? target : null;
    }

    /** Copies the value of a field; false if it is null. */
    public boolean getFieldInto(int fieldNum, Value target) {
        Value value = fields.get(fieldNum);
        if (value == null) {
            return false;
        }
        Values.copy(value, target);
        return true;
    }

    /** Copies values of fields; false at the first that is null. */
    public boolean getFieldsInto(int[] positions, Value[] targets) {
        for (int i = 0; i < positions.length; i++) {
            if (!getFieldInto(positions[i], targets[i])) {
                return false;
            }
        }
        return true;
    }

    /** Adds nulls up to the field if it is not there. */
    public void setField(int fieldNum, @Nullable Value value) {
        if (fieldNum >= fields.size()) {
            setNumFields(fieldNum + 1);
        }
        fields.set(fieldNum, value);
    }

    public void addField(@Nullable Value value) {
        fields.add(value);
    }

    public void removeField(int fieldNum) {
        fields.remove(fieldNum);
    }

    public boolean isNull(int fieldNum) {
        return fields.get(fieldNum) == null;
    }

    public void setNull(int field) {
        setField(field, null);
    }

    public void clear() {
        fields.clear();
    }

    /** Adds the fields of another record. */
    public void concatenate(Record record) {
        fields.addAll(List.copyOf(record.copy().fields));
    }

    /** Takes the fields of another record where this one has null, or none. */
    public void unionFields(Record other) {
        for (int i = 0; i < other.fields.size(); i++) {
            if (i >= fields.size() || fields.get(i) == null) {
                setField(i, other.fields.get(i));
            }
        }
    }

    @Override
    public int getBinaryLength() {
        return -1;
    }

    @Override
    public void copyTo(Record target) {
        target.clear();
        for (Value field : fields) {
            target.addField(field == null ? null : Values.copyOf(field));
        }
    }

    @Override
    public Record copy() {
        Record copy = new Record();
        copyTo(copy);
        return copy;
    }

    public Record createCopy() {
        return copy();
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        Record record = new Record();
        record.read(source);
        record.write(target);
    }

    /** Whether fields have these values; null is equal to nothing. */
    public boolean equalsFields(int[] positions, Value[] searchValues, Value[] deserializationHolders) {
        for (int i = 0; i < positions.length; i++) {
            Value value = positions[i] < fields.size() ? fields.get(positions[i]) : null;
            if (value == null || !value.equals(searchValues[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void write(DataOutputView out) throws IOException {
        out.writeInt(fields.size());
        for (Value field : fields) {
            out.writeUTF(field == null ? "" : field.getClass().getName());
            if (field != null) {
                field.write(out);
            }
        }
    }

    @Override
    public void read(DataInputView in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > FIELDS_MAX) {
            throw new StreamCorruptedException("Fields of a record: expected=0 to " + FIELDS_MAX + ", actual=" + count);
        }
        fields.clear();
        for (int i = 0; i < count; i++) {
            String name = in.readUTF();
            Value value = name.isEmpty() ? null : make(name);
            if (value != null) {
                value.read(in);
            }
            fields.add(value);
        }
    }

    private static Value make(String name) throws IOException {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            Class<?> type = Class.forName(name, false, loader != null ? loader : Record.class.getClassLoader());
            if (!Value.class.isAssignableFrom(type)) {
                throw new StreamCorruptedException("Class of a record's field: expected=a Value, actual=" + name);
            }
            return (Value) InstantiationUtil.instantiate(type);
        } catch (ClassNotFoundException | LinkageError e) {
            throw (IOException)
                    new InvalidClassException(name, "A record holds this class, which is not there").initCause(e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Record that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(fields);
    }

    @Override
    public String toString() {
        return fields.toString();
    }
}
