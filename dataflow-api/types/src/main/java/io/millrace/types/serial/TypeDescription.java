package io.millrace.types.serial;

import io.millrace.dataflow.memory.DataInputView;
import io.millrace.dataflow.memory.DataOutputView;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.BasicArrayTypeInfo;
import io.millrace.dataflow.types.BasicTypeInfo;
import io.millrace.dataflow.types.EitherTypeInfo;
import io.millrace.dataflow.types.EnumTypeInfo;
import io.millrace.dataflow.types.GenericTypeInfo;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.ListTypeInfo;
import io.millrace.dataflow.types.LocalTimeTypeInfo;
import io.millrace.dataflow.types.MapTypeInfo;
import io.millrace.dataflow.types.ObjectArrayTypeInfo;
import io.millrace.dataflow.types.PojoTypeInfo;
import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.types.RecordTypeInfo;
import io.millrace.dataflow.types.RowTypeInfo;
import io.millrace.dataflow.types.SetTypeInfo;
import io.millrace.dataflow.types.SqlTimeTypeInfo;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.ValueTypeInfo;
import io.millrace.dataflow.types.WritableTypeInfo;
import io.millrace.dataflow.typeutils.CompositeType;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import io.millrace.types.code.Bytes;
import java.io.IOException;
import java.io.InvalidClassException;
import java.io.StreamCorruptedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A type as bytes that outlive changes of its classes. Layout, texts and numbers as {@link Bytes} writes them:
 *
 * <pre>
 * type := kind (1, see {@link Kind}), then
 *   OWN                                 the snapshot of its serialiser, with class and version
 *   LIST, SET, MAP, EITHER, ROW         number of parts, parts
 *   AVRO                                name of the class, schema as JSON
 *   POJO, RECORD                        name of the class, number of fields, (name, type)…
 *   TUPLE, ARRAY                        name of the class, number of parts, parts
 *   the others                          name of the class
 * </pre>
 *
 * POJOs, Java records, Avro's records and types with a serialiser of their own are read as {@link WrittenTypeInfo}.
 */
final class TypeDescription {
    private static final int PARTS_MAX = 1 << 16;

    /** Their order is part of the format: new ones come last. */
    private enum Kind {
        OWN,
        PLAIN,
        VALUE,
        WRITABLE,
        ENUM,
        GENERIC,
        LATE_BOUND,
        TUPLE,
        POJO,
        RECORD,
        ROW,
        LIST,
        SET,
        MAP,
        EITHER,
        ARRAY,
        AVRO
    }

    private final ClassLoader loader;

    /** @param loader finds the program's classes */
    TypeDescription(ClassLoader loader) {
        this.loader = loader;
    }

    // ------------------------------------------------------------------ write

    /** @param config what the type's serialiser is made with */
    static void write(TypeInformation<?> type, SerializerConfig config, DataOutputView out) throws IOException {
        TypeSerializer<?> serializer = type.createSerializer(config);
        if (serializer instanceof AvroSerializer<?> avro) {
            out.writeByte(Kind.AVRO.ordinal());
            writeClass(type, out);
            Bytes.writeText(avro.schema().toString(), out);
        } else if (serializer instanceof EngineSerializer<?> ours) {
            writeOurs(ours.type(), config, out);
        } else {
            out.writeByte(Kind.OWN.ordinal());
            TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        }
    }

    private static void writeOurs(TypeInformation<?> type, SerializerConfig config, DataOutputView out)
            throws IOException {
        Kind kind = kindOf(type);
        out.writeByte(kind.ordinal());
        switch (kind) {
            case LIST, SET, MAP, EITHER, ROW ->
                writeParts(Objects.requireNonNull(SchemaChange.partsOf(type)), config, out);
            case POJO, RECORD -> {
                CompositeType<?> composite = (CompositeType<?>) type;
                writeClass(type, out);
                Bytes.writeVarint(composite.getArity(), out);
                for (int i = 0; i < composite.getArity(); i++) {
                    Bytes.writeText(composite.getFieldNames()[i], out);
                    write(composite.getTypeAt(i), config, out);
                }
            }
            case TUPLE, ARRAY -> {
                writeClass(type, out);
                writeParts(Objects.requireNonNull(SchemaChange.partsOf(type)), config, out);
            }
            default -> writeClass(type, out);
        }
    }

    private static void writeClass(TypeInformation<?> type, DataOutputView out) throws IOException {
        Bytes.writeText(type.getTypeClass().getName(), out);
    }

    private static void writeParts(List<TypeInformation<?>> parts, SerializerConfig config, DataOutputView out)
            throws IOException {
        Bytes.writeVarint(parts.size(), out);
        for (TypeInformation<?> part : parts) {
            write(part, config, out);
        }
    }

    private static Kind kindOf(TypeInformation<?> type) {
        if (type instanceof TupleTypeInfo) {
            return Kind.TUPLE;
        } else if (type instanceof PojoTypeInfo) {
            return Kind.POJO;
        } else if (type instanceof RecordTypeInfo) {
            return Kind.RECORD;
        } else if (type instanceof RowTypeInfo) {
            return Kind.ROW;
        } else if (type instanceof ListTypeInfo) {
            return Kind.LIST;
        } else if (type instanceof SetTypeInfo) {
            return Kind.SET;
        } else if (type instanceof MapTypeInfo) {
            return Kind.MAP;
        } else if (type instanceof EitherTypeInfo) {
            return Kind.EITHER;
        } else if (type instanceof ObjectArrayTypeInfo) {
            return Kind.ARRAY;
        } else if (type instanceof ValueTypeInfo) {
            return Kind.VALUE;
        } else if (type instanceof EnumTypeInfo) {
            return Kind.ENUM;
        } else if (type instanceof GenericTypeInfo) {
            return Kind.GENERIC;
        } else if (type instanceof LateBoundTypeInfo) {
            return Kind.LATE_BOUND;
        }
        return type instanceof WritableTypeInfo ? Kind.WRITABLE : Kind.PLAIN;
    }

    // ------------------------------------------------------------------ read

    /** @throws IOException if the bytes are corrupt, or a class is not there */
    TypeInformation<?> read(DataInputView in) throws IOException {
        int kind = in.readUnsignedByte();
        if (kind >= Kind.values().length) {
            throw new StreamCorruptedException("kind of type " + kind + " is not known");
        }
        return switch (Kind.values()[kind]) {
            case OWN -> new WrittenTypeInfo.OfOwn<>(TypeSerializerSnapshot.readVersionedSnapshot(in, loader));
            case PLAIN -> plain(readClass(in));
            case VALUE, WRITABLE, ENUM, GENERIC -> bounded(Kind.values()[kind], readClass(in));
            case LATE_BOUND -> LateBoundTypeInfo.boundedBy(readClass(in));
            case TUPLE -> tuple(readClass(in), readParts(in));
            case POJO -> readFields(readClass(in), false, in);
            case RECORD -> readFields(readClass(in), true, in);
            case ROW -> new RowTypeInfo(readParts(in));
            case LIST -> new ListTypeInfo<>(readParts(in)[0]);
            case SET -> new SetTypeInfo<>(readParts(in)[0]);
            case MAP -> {
                TypeInformation<?>[] parts = readParts(in);
                yield new MapTypeInfo<>(parts[0], parts[1]);
            }
            case EITHER -> {
                TypeInformation<?>[] parts = readParts(in);
                yield new EitherTypeInfo<>(parts[0], parts[1]);
            }
            case ARRAY -> ObjectArrayTypeInfo.getInfoFor(readClass(in), readParts(in)[0]);
            case AVRO ->
                new WrittenTypeInfo.OfAvro<>(
                        readClass(in), new Schema.Parser().parse(Bytes.readTextNotNull("a schema", in)));
        };
    }

    private static TypeInformation<?> plain(Class<?> type) throws IOException {
        TypeInformation<?> found = BasicTypeInfo.getInfoFor(type);
        if (found == null) {
            found = SqlTimeTypeInfo.getInfoFor(type);
        }
        if (found == null) {
            found = LocalTimeTypeInfo.getInfoFor(type);
        }
        if (found == null) {
            found = BasicArrayTypeInfo.getInfoFor(type);
        }
        if (found == null) {
            found = PrimitiveArrayTypeInfo.getInfoFor(type);
        }
        if (found == null) {
            throw new StreamCorruptedException("class " + type.getName() + " is not one of a plain type");
        }
        return found;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TypeInformation<?> bounded(Kind kind, Class type) throws IOException {
        try {
            return switch (kind) {
                case VALUE -> new ValueTypeInfo(type);
                case WRITABLE -> new WritableTypeInfo(type);
                case ENUM -> new EnumTypeInfo(type);
                default -> new GenericTypeInfo(type);
            };
        } catch (IllegalArgumentException e) {
            throw changed(type, e);
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TypeInformation<?> tuple(Class type, TypeInformation<?>[] parts) throws IOException {
        if (!Tuple.class.isAssignableFrom(type)) {
            throw changed(type, null);
        }
        return new TupleTypeInfo(type, parts);
    }

    private TypeInformation<?> readFields(Class<?> type, boolean ofRecord, DataInputView in) throws IOException {
        if (type.isRecord() != ofRecord) {
            throw changed(type, null);
        }
        int count = readCount(in);
        List<String> names = new ArrayList<>();
        List<TypeInformation<?>> types = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            names.add(Bytes.readTextNotNull("the name of a field", in));
            types.add(read(in));
        }
        return new WrittenTypeInfo.OfFields<>(type, ofRecord, names, types);
    }

    private TypeInformation<?>[] readParts(DataInputView in) throws IOException {
        TypeInformation<?>[] parts = new TypeInformation<?>[readCount(in)];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = read(in);
        }
        return parts;
    }

    private static int readCount(DataInputView in) throws IOException {
        int count = Bytes.readVarint(in);
        if (count < 0 || count > PARTS_MAX) {
            throw new StreamCorruptedException("parts of a type: expected=0 to " + PARTS_MAX + ", actual=" + count);
        }
        return count;
    }

    private Class<?> readClass(DataInputView in) throws IOException {
        String name = Bytes.readTextNotNull("the name of a class", in);
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            throw (IOException) new InvalidClassException(
                            name, "State was written with this class, which the job's jar does not hold any more")
                    .initCause(e);
        }
    }

    private static IOException changed(Class<?> type, @Nullable Exception cause) {
        IOException changed = new InvalidClassException(
                type.getName(), "State was written with this class, which is of another kind now");
        if (cause != null) {
            changed.initCause(cause);
        }
        return changed;
    }
}
