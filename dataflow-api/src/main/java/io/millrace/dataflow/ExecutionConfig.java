package io.millrace.dataflow;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.CoreOptions;
import io.millrace.dataflow.config.ExecutionOptions;
import io.millrace.dataflow.config.PipelineOptions;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.restart.RestartStrategies;
import io.millrace.dataflow.restart.RestartStrategies.RestartStrategyConfiguration;
import io.millrace.dataflow.serialization.SerializerConfig;
import io.millrace.dataflow.serialization.SerializerConfigImpl;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The settings of one program. What is set here goes before the cluster's configuration. Not thread-safe. */
public class ExecutionConfig implements Serializable {
    private static final long serialVersionUID = 1L;

    /** The parallelism is that of the environment. */
    public static final int PARALLELISM_DEFAULT = -1;

    /** Where a parallelism is expected: leave it as it is. */
    public static final int PARALLELISM_UNKNOWN = -2;

    /** Key groups are limited to 2^15. */
    public static final int MAX_PARALLELISM_BOUND = 1 << 15;

    private final Configuration configuration;
    private GlobalJobParameters globalJobParameters = new GlobalJobParameters();
    private final LinkedHashSet<Class<?>> registeredPojoTypes = new LinkedHashSet<>();
    private final LinkedHashSet<Class<?>> registeredKryoTypes = new LinkedHashSet<>();
    private int numberOfExecutionRetries = -1;

    public ExecutionConfig() {
        this(new Configuration());
    }

    /** Starts from a copy of {@code configuration}. */
    public ExecutionConfig(Configuration configuration) {
        this.configuration = new Configuration(configuration);
        readGlobalJobParameters(configuration);
        registerFactories(Thread.currentThread().getContextClassLoader());
    }

    // ------------------------------------------------------------------ parallelism

    /** The parallelism of operators that set none, or {@link #PARALLELISM_DEFAULT}. */
    public int getParallelism() {
        return configuration.getOptional(CoreOptions.DEFAULT_PARALLELISM).orElse(PARALLELISM_DEFAULT);
    }

    /** {@code parallelism} is at least 1, or {@link #PARALLELISM_DEFAULT}, or {@link #PARALLELISM_UNKNOWN}. */
    public ExecutionConfig setParallelism(int parallelism) {
        if (parallelism == PARALLELISM_UNKNOWN) {
            return this;
        }
        if (parallelism < 1 && parallelism != PARALLELISM_DEFAULT) {
            throw new IllegalArgumentException("Parallelism: expected=at least 1, or " + PARALLELISM_DEFAULT
                    + " for the default, actual=" + parallelism);
        }
        if (parallelism == PARALLELISM_DEFAULT) {
            configuration.removeConfig(CoreOptions.DEFAULT_PARALLELISM);
        } else {
            configuration.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        }
        return this;
    }

    public void resetParallelism() {
        configuration.removeConfig(CoreOptions.DEFAULT_PARALLELISM);
    }

    /** The number of key groups, or -1 if it follows from the parallelism. */
    public int getMaxParallelism() {
        return configuration.get(PipelineOptions.MAX_PARALLELISM);
    }

    /** From 1 to 32768; it cannot change once there is state. */
    public void setMaxParallelism(int maxParallelism) {
        if (maxParallelism < 1 || maxParallelism > MAX_PARALLELISM_BOUND) {
            throw new IllegalArgumentException(
                    "Maximum parallelism: expected=1 to " + MAX_PARALLELISM_BOUND + ", actual=" + maxParallelism);
        }
        configuration.set(PipelineOptions.MAX_PARALLELISM, maxParallelism);
    }

    // ------------------------------------------------------------------ records and types

    /** Leaves out the copies between chained operators; functions must then keep no input objects. */
    public ExecutionConfig enableObjectReuse() {
        return setObjectReuse(true);
    }

    public ExecutionConfig disableObjectReuse() {
        return setObjectReuse(false);
    }

    public ExecutionConfig setObjectReuse(boolean objectReuse) {
        configuration.set(PipelineOptions.OBJECT_REUSE, objectReuse);
        return this;
    }

    public boolean isObjectReuseEnabled() {
        return configuration.get(PipelineOptions.OBJECT_REUSE);
    }

    /** Allows types that are neither basic, tuple, record, POJO nor Avro. */
    public void enableGenericTypes() {
        configuration.set(PipelineOptions.GENERIC_TYPES, true);
    }

    /** Refuses types that are neither basic, tuple, record, POJO nor Avro. */
    public void disableGenericTypes() {
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
    }

    public boolean hasGenericTypesDisabled() {
        return !configuration.get(PipelineOptions.GENERIC_TYPES);
    }

    /** What serialisers need to know of these settings. */
    public SerializerConfig getSerializerConfig() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return serializerConfig(loader != null ? loader : ExecutionConfig.class.getClassLoader());
    }

    private SerializerConfig serializerConfig(ClassLoader loader) {
        SerializerConfig config = new SerializerConfigImpl();
        config.configure(configuration, loader);
        registeredPojoTypes.forEach(config::registerPojoType);
        registeredKryoTypes.forEach(config::registerKryoType);
        return config;
    }

    /** Writes POJOs with the generic serialiser (Apache Fory; the name is from where Kryo was it). */
    public void enableForceKryo() {
        configuration.set(PipelineOptions.FORCE_KRYO, true);
    }

    public void disableForceKryo() {
        configuration.set(PipelineOptions.FORCE_KRYO, false);
    }

    public boolean isForceKryoEnabled() {
        return configuration.get(PipelineOptions.FORCE_KRYO);
    }

    /** Writes POJOs with Avro's reflection. */
    public void enableForceAvro() {
        configuration.set(PipelineOptions.FORCE_AVRO, true);
    }

    public void disableForceAvro() {
        configuration.set(PipelineOptions.FORCE_AVRO, false);
    }

    public boolean isForceAvroEnabled() {
        return configuration.get(PipelineOptions.FORCE_AVRO);
    }

    // ------------------------------------------------------------------ graph

    /** Operators with state and without a uid are named from their place in the graph. */
    public void enableAutoGeneratedUIDs() {
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, true);
    }

    /** Operators with state must have a uid. */
    public void disableAutoGeneratedUIDs() {
        configuration.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
    }

    public boolean hasAutoGeneratedUIDsEnabled() {
        return configuration.get(PipelineOptions.AUTO_GENERATE_UIDS);
    }

    /** Which exchanges of a DataSet program are pipelined. */
    public void setExecutionMode(ExecutionMode executionMode) {
        configuration.set(ExecutionOptions.DATASET_EXCHANGE_MODE, executionMode);
    }

    public ExecutionMode getExecutionMode() {
        return configuration.get(ExecutionOptions.DATASET_EXCHANGE_MODE);
    }

    public ExecutionConfig enableClosureCleaner() {
        return setClosureCleanerLevel(ClosureCleanerLevel.RECURSIVE);
    }

    public ExecutionConfig disableClosureCleaner() {
        return setClosureCleanerLevel(ClosureCleanerLevel.NONE);
    }

    public boolean isClosureCleanerEnabled() {
        return getClosureCleanerLevel() != ClosureCleanerLevel.NONE;
    }

    public ExecutionConfig setClosureCleanerLevel(ClosureCleanerLevel level) {
        configuration.set(PipelineOptions.CLOSURE_CLEANER_LEVEL, level);
        return this;
    }

    public ClosureCleanerLevel getClosureCleanerLevel() {
        return configuration.get(PipelineOptions.CLOSURE_CLEANER_LEVEL);
    }

    // ------------------------------------------------------------------ time

    /** In milliseconds; 0 turns periodic watermarks off. */
    public ExecutionConfig setAutoWatermarkInterval(long interval) {
        return setAutoWatermarkInterval(Duration.ofMillis(interval));
    }

    public ExecutionConfig setAutoWatermarkInterval(Duration interval) {
        if (interval.isNegative()) {
            throw new IllegalArgumentException(
                    "Interval of periodic watermarks: expected=0 (off) or more, actual=" + interval);
        }
        configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, interval);
        return this;
    }

    /** In milliseconds; 0 means that there are no periodic watermarks. */
    public long getAutoWatermarkInterval() {
        return configuration.get(PipelineOptions.AUTO_WATERMARK_INTERVAL).toMillis();
    }

    // ------------------------------------------------------------------ failures

    public void setRestartStrategy(RestartStrategyConfiguration strategy) {
        strategy.writeTo(configuration);
    }

    /** What to do after a failure; the cluster's setting if the program sets none. */
    public RestartStrategyConfiguration getRestartStrategy() {
        return RestartStrategies.fromConfiguration(configuration).orElseGet(RestartStrategies::fallBackRestart);
    }

    /** The older form of a fixed-delay restart; -1 means the cluster's setting. */
    public ExecutionConfig setNumberOfExecutionRetries(int numberOfExecutionRetries) {
        if (numberOfExecutionRetries < -1) {
            throw new IllegalArgumentException(
                    "Number of retries: expected=0 or more, or -1 for the default, actual=" + numberOfExecutionRetries);
        }
        this.numberOfExecutionRetries = numberOfExecutionRetries;
        if (numberOfExecutionRetries >= 0) {
            setRestartStrategy(RestartStrategies.fixedDelayRestart(numberOfExecutionRetries, Duration.ofSeconds(10)));
        }
        return this;
    }

    // ------------------------------------------------------------------ parameters

    /** Parameters that every function sees through its runtime context, and that the dashboard shows. */
    public void setGlobalJobParameters(GlobalJobParameters globalJobParameters) {
        this.globalJobParameters = Objects.requireNonNull(globalJobParameters, "globalJobParameters");
    }

    public GlobalJobParameters getGlobalJobParameters() {
        return globalJobParameters;
    }

    // ------------------------------------------------------------------ configuration

    /** Takes over what {@code configuration} sets. The class loader is for values that name classes. */
    public void configure(ReadableConfig configuration, ClassLoader classLoader) {
        take(configuration, CoreOptions.DEFAULT_PARALLELISM);
        take(configuration, PipelineOptions.MAX_PARALLELISM);
        take(configuration, PipelineOptions.OBJECT_REUSE);
        take(configuration, PipelineOptions.GENERIC_TYPES);
        take(configuration, PipelineOptions.FORCE_KRYO);
        take(configuration, PipelineOptions.FORCE_AVRO);
        take(configuration, PipelineOptions.SERIALIZATION_CONFIG);
        take(configuration, PipelineOptions.AUTO_GENERATE_UIDS);
        take(configuration, PipelineOptions.CLOSURE_CLEANER_LEVEL);
        take(configuration, PipelineOptions.AUTO_WATERMARK_INTERVAL);
        take(configuration, ExecutionOptions.DATASET_EXCHANGE_MODE);
        RestartStrategies.copySettings(configuration, this.configuration);
        readGlobalJobParameters(configuration);
        registerFactories(classLoader);
    }

    // Types are looked for from the first line of a program on.
    private void registerFactories(@Nullable ClassLoader loader) {
        if (configuration.getOptional(PipelineOptions.SERIALIZATION_CONFIG).isPresent()) {
            serializerConfig(loader != null ? loader : ExecutionConfig.class.getClassLoader());
        }
    }

    /** What is set here, as configuration. */
    public Configuration toConfiguration() {
        return new Configuration(configuration);
    }

    private void readGlobalJobParameters(ReadableConfig from) {
        from.getOptional(PipelineOptions.GLOBAL_JOB_PARAMETERS)
                .ifPresent(parameters -> globalJobParameters = new MapBasedJobParameters(parameters));
    }

    private <T> void take(ReadableConfig from, ConfigOption<T> option) {
        Optional<T> value = from.getOptional(option);
        value.ifPresent(present -> configuration.set(option, present));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ExecutionConfig that
                && configuration.equals(that.configuration)
                && globalJobParameters.equals(that.globalJobParameters);
    }

    @Override
    public int hashCode() {
        return Objects.hash(configuration, globalJobParameters);
    }

    @Override
    public String toString() {
        return "ExecutionConfig{" + configuration + ", globalJobParameters=" + globalJobParameters.toMap() + "}";
    }

    /** How far the references of functions to their enclosing objects are cut before they are serialised. */
    public enum ClosureCleanerLevel {
        /** Functions are serialised as they are. */
        NONE,
        /** Only the function object itself. */
        TOP_LEVEL,
        /** The function and the objects in its fields. */
        RECURSIVE
    }

    /** Parameters of the whole program; subclasses say what they hold. */
    public static class GlobalJobParameters implements Serializable {
        private static final long serialVersionUID = 1L;

        /** The parameters as text; shown by the dashboard. */
        public Map<String, String> toMap() {
            return Collections.emptyMap();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || (other != null && getClass() == other.getClass());
        }

        @Override
        public int hashCode() {
            return getClass().getName().hashCode();
        }
    }

    private static final class MapBasedJobParameters extends GlobalJobParameters {
        private static final long serialVersionUID = 1L;

        private final LinkedHashMap<String, String> parameters;

        MapBasedJobParameters(Map<String, String> parameters) {
            this.parameters = new LinkedHashMap<>(parameters);
        }

        @Override
        public Map<String, String> toMap() {
            return Collections.unmodifiableMap(parameters);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof MapBasedJobParameters that && parameters.equals(that.parameters);
        }

        @Override
        public int hashCode() {
            return parameters.hashCode();
        }
    }

    // ------------------------------------------------------------------ registered types

    /** Types need no registration here; it is kept for {@link #getRegisteredPojoTypes}. */
    @Deprecated
    public void registerPojoType(Class<?> type) {
        registeredPojoTypes.add(Objects.requireNonNull(type, "type"));
    }

    @Deprecated
    public LinkedHashSet<Class<?>> getRegisteredPojoTypes() {
        return new LinkedHashSet<>(registeredPojoTypes);
    }

    /** Types need no registration here; it is kept for {@link #getRegisteredKryoTypes}. */
    @Deprecated
    public void registerKryoType(Class<?> type) {
        registeredKryoTypes.add(Objects.requireNonNull(type, "type"));
    }

    @Deprecated
    public LinkedHashSet<Class<?>> getRegisteredKryoTypes() {
        return new LinkedHashSet<>(registeredKryoTypes);
    }

    /** @throws UnsupportedOperationException always: see {@link SerializerConfig} */
    @Deprecated
    public void registerTypeWithKryoSerializer(Class<?> type, Class<?> serializerClass) {
        new SerializerConfigImpl().registerTypeWithKryoSerializer(type, serializerClass);
    }

    /** @throws UnsupportedOperationException always: see {@link SerializerConfig} */
    @Deprecated
    public void addDefaultKryoSerializer(Class<?> type, Class<?> serializerClass) {
        new SerializerConfigImpl().addDefaultKryoSerializer(type, serializerClass);
    }

    /** As set here, or -1. */
    @Deprecated
    public int getNumberOfExecutionRetries() {
        return numberOfExecutionRetries;
    }
}
