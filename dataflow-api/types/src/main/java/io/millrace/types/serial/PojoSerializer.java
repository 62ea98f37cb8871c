package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.PojoTypeInfo;
import io.millrace.types.access.Instantiator;
import io.millrace.types.code.Bytes;
import io.millrace.types.code.CodedField;
import io.millrace.types.code.FieldCode;
import io.millrace.types.code.RecordKind;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.io.StreamCorruptedException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * POJOs. Layout: one byte, {@link #NULL}, {@link #EXACT} or {@link #SUBCLASS}. After EXACT the fields, in the order of their
 * names, as {@link FieldCode} lays them out. After SUBCLASS the name of the class as a text, then the record as the type of
 * that class writes it.
 */
final class PojoSerializer<T> extends EngineSerializer<T> {

    private static final long serialVersionUID = 1L;

    private static final int NULL = 0;
    private static final int EXACT = 1;
    private static final int SUBCLASS = 2;

    private final transient Class<T> pojoClass;
    /** Neither of which an abstract class has. */
    private final transient @Nullable Instantiator<T> instantiator;

    private final transient @Nullable FieldCode code;
    private final transient ClassSerializers subclasses;

    PojoSerializer(PojoTypeInfo<T> type, SerializerConfig config) {
        super(type, config);
        this.pojoClass = type.getTypeClass();
        boolean isAbstract = Modifier.isAbstract(pojoClass.getModifiers());
        this.instantiator = isAbstract ? null : Instantiator.of(pojoClass);
        List<CodedField> fields = new ArrayList<>();
        for (int i = 0; i < type.getArity(); i++) {
            Field field = type.getPojoFieldAt(i).getField();
            fields.add(Coded.field(field, field.getType(), type.getTypeAt(i), config));
        }
        this.code = isAbstract ? null : Coded.of(pojoClass, RecordKind.POJO, fields);
        this.subclasses = new ClassSerializers(config);
    }

    @Override
    boolean acceptsNull() {
        return true;
    }

    @Override
    @SuppressWarnings("NullAway") // an abstract class has no instance to start with
    public T createInstance() {
        return instantiator == null ? null : instantiator.newInstance();
    }

    @Override
    @SuppressWarnings("unchecked")
    public T copy(T from) {
        if (from == null) {
            return from;
        }
        FieldCode exact = code;
        if (from.getClass() != pojoClass || exact == null) {
            return (T) subclasses.of(from.getClass()).copy(from);
        }
        return (T) exact.copy(from);
    }

    @Override
    @SuppressWarnings("unchecked")
    public T copy(T from, T reuse) {
        FieldCode exact = code;
        boolean same = from != null
                && reuse != null
                && exact != null
                && from.getClass() == pojoClass
                && reuse.getClass() == pojoClass;
        return same ? (T) exact.copyInto(from, reuse) : copy(from);
    }

    @Override
    public void serialize(T record, DataOutput target) throws IOException {
        FieldCode exact = code;
        if (record == null) {
            target.writeByte(NULL);
        } else if (record.getClass() == pojoClass && exact != null) {
            target.writeByte(EXACT);
            exact.write(record, target);
        } else {
            target.writeByte(SUBCLASS);
            Bytes.writeText(record.getClass().getName(), target);
            subclasses.of(record.getClass()).serialize(record, target);
        }
    }

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // null where null was written
    public T deserialize(DataInput source) throws IOException {
        byte kind = source.readByte();
        if (kind == NULL) {
            return null;
        }
        if (kind == EXACT) {
            return (T) exactCode().read(source);
        }
        if (kind != SUBCLASS) {
            throw new StreamCorruptedException(
                    "Corrupt record: a " + type() + " begins with expected=0, 1 or 2, actual=" + kind + ".");
        }
        Class<?> subclass = ClassSerializers.load(Bytes.readTextNotNull("the name of a subclass", source));
        if (!pojoClass.isAssignableFrom(subclass) || subclass == pojoClass) {
            throw new StreamCorruptedException("Corrupt record: expected=a subclass of "
                    + pojoClass.getName() + ", actual=" + subclass.getName());
        }
        return (T) subclasses.of(subclass).deserialize(source);
    }

    private FieldCode exactCode() throws StreamCorruptedException {
        if (code == null) {
            throw new StreamCorruptedException("Corrupt record: class " + pojoClass.getName() + " is abstract.");
        }
        return code;
    }
}
