package io.millrace.types.serial;

import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.types.EitherTypeInfo;
import io.millrace.dataflow.types.ListTypeInfo;
import io.millrace.dataflow.types.MapTypeInfo;
import io.millrace.dataflow.types.ObjectArrayTypeInfo;
import io.millrace.dataflow.types.PojoTypeInfo;
import io.millrace.dataflow.types.RecordTypeInfo;
import io.millrace.dataflow.types.RowTypeInfo;
import io.millrace.dataflow.types.SetTypeInfo;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.typeutils.CompositeType;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.dataflow.typeutils.TypeSerializerSchemaCompatibility;
import io.millrace.dataflow.typeutils.TypeSerializerSnapshot;
import java.util.List;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.jspecify.annotations.Nullable;

/**
 * How a type differs from what it was when state was written.
 *
 * <ul>
 *   <li>POJOs and Java records of the same class may lose fields, whose values are dropped, and gain some, which have what a
 *       new object has; a field that stays must be readable itself.
 *   <li>Avro's records change as Avro's schema resolution allows.
 *   <li>Types that bring their own serialiser change as its snapshot says.
 *   <li>Tuples, rows, lists, sets, maps, arrays and {@code Either} change with their parts.
 *   <li>All others, and the class of each, stay the same. Constants of enums are written by name, so they may come and move.
 * </ul>
 */
enum SchemaChange {
    /** What was written can be read as it is. */
    NONE,
    /** The type as it was written reads it. */
    READABLE,
    /** It cannot be read. */
    UNREADABLE;

    private SchemaChange and(SchemaChange other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /**
     * @param old as {@link TypeDescription} read it
     * @param declared what the program says now
     * @param config what its serialiser is made with
     */
    static SchemaChange between(TypeInformation<?> old, TypeInformation<?> declared, SerializerConfig config) {
        TypeSerializer<?> serializer = declared.createSerializer(config);
        if (old instanceof WrittenTypeInfo.OfOwn<?> own) {
            return ofOwn(own, serializer);
        } else if (old instanceof WrittenTypeInfo.OfAvro<?> avro) {
            return ofAvro(avro, declared.getTypeClass(), serializer);
        }
        TypeInformation<?> now = serializer instanceof EngineSerializer<?> ours ? ours.type() : declared;
        if (old instanceof WrittenTypeInfo.OfFields<?> fields) {
            return serializer instanceof AvroSerializer ? UNREADABLE : ofFields(fields, now, config);
        }
        List<TypeInformation<?>> before = partsOf(old);
        if (before == null) {
            return old.equals(now) ? NONE : UNREADABLE;
        }
        boolean sameKind = old.getClass() == now.getClass()
                && !(old instanceof TupleTypeInfo && old.getTypeClass() != now.getTypeClass());
        return sameKind ? ofParts(before, partsOf(now), config) : UNREADABLE;
    }

    private static SchemaChange ofParts(
            List<TypeInformation<?>> before, @Nullable List<TypeInformation<?>> after, SerializerConfig config) {
        if (after == null || before.size() != after.size()) {
            return UNREADABLE;
        }
        SchemaChange change = NONE;
        for (int i = 0; i < before.size(); i++) {
            change = change.and(between(before.get(i), after.get(i), config));
        }
        return change;
    }

    /** What the type is made of, if that is all that can change in it. */
    static @Nullable List<TypeInformation<?>> partsOf(TypeInformation<?> type) {
        if (type instanceof TupleTypeInfo || type instanceof RowTypeInfo) {
            CompositeType<?> composite = (CompositeType<?>) type;
            TypeInformation<?>[] parts = new TypeInformation<?>[composite.getArity()];
            for (int i = 0; i < parts.length; i++) {
                parts[i] = composite.getTypeAt(i);
            }
            return List.of(parts);
        } else if (type instanceof ListTypeInfo<?> list) {
            return List.of(list.getElementTypeInfo());
        } else if (type instanceof SetTypeInfo<?> set) {
            return List.of(set.getElementTypeInfo());
        } else if (type instanceof MapTypeInfo<?, ?> map) {
            return List.of(map.getKeyTypeInfo(), map.getValueTypeInfo());
        } else if (type instanceof EitherTypeInfo<?, ?> either) {
            return List.of(either.getLeftType(), either.getRightType());
        } else if (type instanceof ObjectArrayTypeInfo<?, ?> array) {
            return List.of(array.getComponentInfo());
        }
        return null;
    }

    private static SchemaChange ofFields(
            WrittenTypeInfo.OfFields<?> old, TypeInformation<?> now, SerializerConfig config) {
        boolean sameKind = old.isOfRecord() ? now instanceof RecordTypeInfo : now instanceof PojoTypeInfo;
        if (!sameKind || old.getTypeClass() != now.getTypeClass()) {
            return UNREADABLE;
        }
        CompositeType<?> fields = (CompositeType<?>) now;
        SchemaChange change = old.names().equals(List.of(fields.getFieldNames())) ? NONE : READABLE;
        for (int i = 0; i < old.names().size(); i++) {
            int at = fields.getFieldIndex(old.names().get(i));
            if (at >= 0) {
                change = change.and(between(old.types().get(i), fields.getTypeAt(at), config));
            }
        }
        return change;
    }

    private static SchemaChange ofAvro(WrittenTypeInfo.OfAvro<?> old, Class<?> now, TypeSerializer<?> serializer) {
        if (!(serializer instanceof AvroSerializer<?> avro) || old.getTypeClass() != now) {
            return UNREADABLE;
        }
        if (avro.schema().equals(old.schema())) {
            return NONE;
        }
        old.readInto(avro.schema());
        SchemaCompatibilityType found = SchemaCompatibility.checkReaderWriterCompatibility(avro.schema(), old.schema())
                .getType();
        return found == SchemaCompatibilityType.COMPATIBLE ? READABLE : UNREADABLE;
    }

    /** A part that would be reconfigured is read with the old serialiser and written with the new one instead. */
    @SuppressWarnings("unchecked")
    private static SchemaChange ofOwn(WrittenTypeInfo.OfOwn<?> old, TypeSerializer<?> now) {
        TypeSerializerSnapshot<Object> after = (TypeSerializerSnapshot<Object>) now.snapshotConfiguration();
        TypeSerializerSchemaCompatibility<Object> found =
                after.resolveSchemaCompatibility((TypeSerializerSnapshot<Object>) old.snapshot());
        if (found.isIncompatible()) {
            return UNREADABLE;
        }
        return found.isCompatibleAsIs() ? NONE : READABLE;
    }
}
