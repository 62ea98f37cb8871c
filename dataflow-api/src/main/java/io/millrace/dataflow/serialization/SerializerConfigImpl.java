package io.millrace.dataflow.serialization;

import io.millrace.dataflow.config.PipelineOptions;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.types.RegisteredFactories;
import io.millrace.dataflow.types.TypeInfoFactory;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;

/** The settings, held as fields. */
public final class SerializerConfigImpl implements SerializerConfig {

    private static final long serialVersionUID = 1L;

    private boolean genericTypes = true;
    private boolean forceKryo;
    private boolean forceAvro;
    private final LinkedHashSet<Class<?>> pojoTypes = new LinkedHashSet<>();
    private final LinkedHashSet<Class<?>> kryoTypes = new LinkedHashSet<>();
    private final LinkedHashMap<Class<?>, Class<? extends TypeInfoFactory<?>>> factories = new LinkedHashMap<>();

    @Override
    public boolean hasGenericTypesDisabled() {
        return !genericTypes;
    }

    @Override
    public void setGenericTypes(boolean genericTypes) {
        this.genericTypes = genericTypes;
    }

    @Override
    public boolean isForceKryoEnabled() {
        return forceKryo;
    }

    @Override
    public void setForceKryo(boolean forceKryo) {
        this.forceKryo = forceKryo;
    }

    @Override
    public boolean isForceAvroEnabled() {
        return forceAvro;
    }

    @Override
    public void setForceAvro(boolean forceAvro) {
        this.forceAvro = forceAvro;
    }

    @Override
    public void registerPojoType(Class<?> type) {
        pojoTypes.add(Objects.requireNonNull(type, "type"));
    }

    @Override
    public LinkedHashSet<Class<?>> getRegisteredPojoTypes() {
        return new LinkedHashSet<>(pojoTypes);
    }

    @Override
    public void registerKryoType(Class<?> type) {
        kryoTypes.add(Objects.requireNonNull(type, "type"));
    }

    @Override
    public LinkedHashSet<Class<?>> getRegisteredKryoTypes() {
        return new LinkedHashSet<>(kryoTypes);
    }

    @Override
    public Map<Class<?>, Class<? extends TypeInfoFactory<?>>> getRegisteredTypeInfoFactories() {
        return new LinkedHashMap<>(factories);
    }

    @Override
    public void registerTypeWithKryoSerializer(Class<?> type, Class<?> serializerClass) {
        throw noKryo(type, serializerClass);
    }

    @Override
    public void addDefaultKryoSerializer(Class<?> type, Class<?> serializerClass) {
        throw noKryo(type, serializerClass);
    }

    private static UnsupportedOperationException noKryo(Class<?> type, Class<?> serializerClass) {
        return new UnsupportedOperationException(
                SerializationSetting.noKryo(type.getName(), serializerClass.getName()));
    }

    @Override
    public void configure(ReadableConfig configuration, ClassLoader classLoader) {
        configuration.getOptional(PipelineOptions.GENERIC_TYPES).ifPresent(this::setGenericTypes);
        configuration.getOptional(PipelineOptions.FORCE_KRYO).ifPresent(this::setForceKryo);
        configuration.getOptional(PipelineOptions.FORCE_AVRO).ifPresent(this::setForceAvro);
        configuration.getOptional(PipelineOptions.SERIALIZATION_CONFIG).ifPresent(texts -> {
            for (SerializationSetting setting : SerializationSetting.parse(texts)) {
                register(setting, classLoader);
            }
        });
    }

    private void register(SerializationSetting setting, ClassLoader loader) {
        Class<?> type = setting.load(setting.className(), loader);
        switch (setting.type()) {
            case POJO -> registerPojoType(type);
            case KRYO -> registerKryoType(type);
            case TYPEINFO -> {
                Class<? extends TypeInfoFactory<?>> factory = setting.loadFactory(loader);
                factories.put(type, factory);
                RegisteredFactories.register(type, factory);
            }
        }
    }

    @Override
    public SerializerConfig copy() {
        SerializerConfigImpl copy = new SerializerConfigImpl();
        copy.genericTypes = genericTypes;
        copy.forceKryo = forceKryo;
        copy.forceAvro = forceAvro;
        copy.pojoTypes.addAll(pojoTypes);
        copy.kryoTypes.addAll(kryoTypes);
        copy.factories.putAll(factories);
        return copy;
    }
}
