package io.millrace.types.serial;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import io.millrace.dataflow.tuple.Tuple;
import io.millrace.dataflow.types.AvroTypeInfo;
import io.millrace.dataflow.types.BasicArrayTypeInfo;
import io.millrace.dataflow.types.EitherTypeInfo;
import io.millrace.dataflow.types.EnumTypeInfo;
import io.millrace.dataflow.types.GenericRecordAvroTypeInfo;
import io.millrace.dataflow.types.GenericTypeInfo;
import io.millrace.dataflow.types.LateBoundTypeInfo;
import io.millrace.dataflow.types.ListTypeInfo;
import io.millrace.dataflow.types.MapTypeInfo;
import io.millrace.dataflow.types.ObjectArrayTypeInfo;
import io.millrace.dataflow.types.PojoTypeInfo;
import io.millrace.dataflow.types.PrimitiveArrayTypeInfo;
import io.millrace.dataflow.types.RecordTypeInfo;
import io.millrace.dataflow.types.RowTypeInfo;
import io.millrace.dataflow.types.SerializerProvider;
import io.millrace.dataflow.types.SetTypeInfo;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Value;
import io.millrace.dataflow.types.ValueTypeInfo;
import io.millrace.dataflow.types.WritableTypeInfo;
import io.millrace.dataflow.typeutils.CompositeType;
import io.millrace.dataflow.typeutils.TypeComparator;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.types.key.ValueComparator;

/**
 * Chooses the serialiser of a type: the one place that knows which class serialises what; comparators are all of one class. Found as a service by
 * {@link SerializerProvider#installed()}. Safe for use by several threads.
 */
public final class Serializers implements SerializerProvider {

    /** Called by ServiceLoader. */
    public Serializers() {}

    /** A new serialiser for a type, with generic types allowed. */
    public static <T> TypeSerializer<T> of(TypeInformation<T> type) {
        return type.createSerializer(new SerializerConfigImpl());
    }

    /**
     * @throws UnsupportedOperationException if the type is generic and the configuration forbids that, or if it is a kind
     *     of its own that does not bring its serialiser
     */
    @Override
    @SuppressWarnings("unchecked")
    public <T> TypeSerializer<T> serializerFor(TypeInformation<T> type, SerializerConfig config) {
        Atom<T> atom = Atom.of(type.getTypeClass());
        if (atom != null && !(type instanceof LateBoundTypeInfo) && !(type instanceof GenericTypeInfo)) {
            return new AtomSerializer<>(type, atom, config);
        }
        return (TypeSerializer<T>) forStructure(type, config);
    }

    @Override
    public <T> TypeComparator<T> comparatorFor(TypeInformation<T> type, boolean ascending, ExecutionConfig config) {
        return ValueComparator.of(type, ascending, config);
    }

    @Override
    public <T> TypeComparator<T> comparatorFor(
            CompositeType<T> type, int[] flatFields, boolean[] ascending, int offset, ExecutionConfig config) {
        return ValueComparator.of(type, flatFields, ascending, offset, config);
    }

    private static TypeSerializer<?> forStructure(TypeInformation<?> type, SerializerConfig config) {
        if (type instanceof TupleTypeInfo<? extends Tuple> tuple) {
            return new TupleSerializer<>(tuple, config);
        } else if (type instanceof PojoTypeInfo<?> pojo) {
            return forPojo(pojo, config);
        } else if (type instanceof RecordTypeInfo<?> record) {
            return new RecordSerializer<>(record, config);
        } else if (type instanceof RowTypeInfo row) {
            return new RowSerializer(row, config);
        } else if (type instanceof EitherTypeInfo<?, ?> either) {
            return new EitherSerializer<>(either, config);
        } else if (type instanceof EnumTypeInfo<?> enumType) {
            return new EnumSerializer<>(enumType, config);
        } else if (type instanceof PrimitiveArrayTypeInfo<?> array) {
            return new PrimitiveArraySerializer<>(array, config);
        } else if (type instanceof BasicArrayTypeInfo<?, ?> array) {
            return new ObjectArraySerializer<>(array, array.getComponentInfo(), config);
        } else if (type instanceof ObjectArrayTypeInfo<?, ?> array) {
            return new ObjectArraySerializer<>(array, array.getComponentInfo(), config);
        } else if (type instanceof ListTypeInfo<?> list) {
            return CollectionSerializer.ofList(list, config);
        } else if (type instanceof SetTypeInfo<?> set) {
            return CollectionSerializer.ofSet(set, config);
        } else if (type instanceof MapTypeInfo<?, ?> map) {
            return MapSerializer.of(map, config);
        } else if (type instanceof ValueTypeInfo<? extends Value> value) {
            return new ValueSerializer<>(value, config);
        } else if (type instanceof AvroTypeInfo<?> avro) {
            return AvroSerializer.of(avro, config);
        } else if (type instanceof GenericRecordAvroTypeInfo avro) {
            return AvroSerializer.of(avro, config);
        } else if (type instanceof WritableTypeInfo<?> writable) {
            return new WritableSerializer<>(writable, config);
        } else if (type instanceof LateBoundTypeInfo<?> late) {
            return new LateBoundSerializer<>(late, config);
        } else if (type instanceof GenericTypeInfo<?> generic) {
            return forGeneric(generic, config);
        }
        throw new UnsupportedOperationException("The type " + type + " of class "
                + type.getClass().getName() + " has no serialiser: override createSerializer in that class.");
    }

    private static <T> TypeSerializer<T> forPojo(PojoTypeInfo<T> pojo, SerializerConfig config) {
        if (config.isForceKryoEnabled()) {
            return new ForySerializer<>(new GenericTypeInfo<>(pojo.getTypeClass()), config);
        }
        return config.isForceAvroEnabled()
                ? AvroSerializer.reflecting(pojo, config)
                : new PojoSerializer<>(pojo, config);
    }

    private static TypeSerializer<?> forGeneric(GenericTypeInfo<?> generic, SerializerConfig config) {
        if (config.hasGenericTypesDisabled()) {
            throw new UnsupportedOperationException("Generic types have been disabled in the ExecutionConfig and type "
                    + generic.getTypeClass().getName()
                    + " is treated as a generic type. Make it a POJO or a record, give its"
                    + " type information, or set pipeline.generic-types to true.");
        }
        return new ForySerializer<>(generic, config);
    }
}
