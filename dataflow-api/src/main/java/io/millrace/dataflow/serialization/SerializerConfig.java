package io.millrace.dataflow.serialization;

import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.types.TypeInfoFactory;
import java.io.Serializable;
import java.util.LinkedHashSet;
import java.util.Map;

/**
 * What a job says about its serialisers. There is no Kryo here: classes that nothing describes are written by Apache Fory,
 * which needs no registration; serialisers of Kryo are refused.
 */
public interface SerializerConfig extends Serializable {

    /** Whether types that no serialiser of their own exists for are refused. */
    boolean hasGenericTypesDisabled();

    /** Allows (the default) or forbids types that only the generic serialiser can handle. */
    void setGenericTypes(boolean genericTypes);

    /** Whether POJOs are written by the generic serialiser. */
    boolean isForceKryoEnabled();

    /** As {@link #isForceKryoEnabled}; this goes before {@link #setForceAvro}. */
    void setForceKryo(boolean forceKryo);

    /** Whether POJOs are written by Avro's reflection. */
    boolean isForceAvroEnabled();

    void setForceAvro(boolean forceAvro);

    /** Keeps a class for {@link #getRegisteredPojoTypes}: subclasses of POJOs are written by name, and need no tag. */
    void registerPojoType(Class<?> type);

    LinkedHashSet<Class<?>> getRegisteredPojoTypes();

    /** Keeps a class for {@link #getRegisteredKryoTypes}: the generic serialiser needs no tag for it. */
    void registerKryoType(Class<?> type);

    LinkedHashSet<Class<?>> getRegisteredKryoTypes();

    /** The factories that {@code pipeline.serialization-config} names for classes. */
    Map<Class<?>, Class<? extends TypeInfoFactory<?>>> getRegisteredTypeInfoFactories();

    /** @throws UnsupportedOperationException always: there is no Kryo */
    void registerTypeWithKryoSerializer(Class<?> type, Class<?> serializerClass);

    /** @throws UnsupportedOperationException always: there is no Kryo */
    void addDefaultKryoSerializer(Class<?> type, Class<?> serializerClass);

    /**
     * Takes over what the configuration sets.
     *
     * @param classLoader finds the classes that it names
     */
    void configure(ReadableConfig configuration, ClassLoader classLoader);

    SerializerConfig copy();
}
