package io.millrace.dataflow.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Makes options: {@code ConfigOptions.key("parallelism.default").intType().defaultValue(1)}. */
public final class ConfigOptions {
    private ConfigOptions() {}

    public static OptionBuilder key(String key) {
        return new OptionBuilder(key);
    }

    /** A key that has no type yet. */
    public static final class OptionBuilder {
        private final String key;

        private OptionBuilder(String key) {
            this.key = key;
        }

        public TypedConfigOptionBuilder<Boolean> booleanType() {
            return new TypedConfigOptionBuilder<>(key, OptionType.BOOLEAN);
        }

        public TypedConfigOptionBuilder<Integer> intType() {
            return new TypedConfigOptionBuilder<>(key, OptionType.INT);
        }

        public TypedConfigOptionBuilder<Long> longType() {
            return new TypedConfigOptionBuilder<>(key, OptionType.LONG);
        }

        public TypedConfigOptionBuilder<Float> floatType() {
            return new TypedConfigOptionBuilder<>(key, OptionType.FLOAT);
        }

        public TypedConfigOptionBuilder<Double> doubleType() {
            return new TypedConfigOptionBuilder<>(key, OptionType.DOUBLE);
        }

        public TypedConfigOptionBuilder<String> stringType() {
            return new TypedConfigOptionBuilder<>(key, OptionType.STRING);
        }

        public TypedConfigOptionBuilder<Duration> durationType() {
            return new TypedConfigOptionBuilder<>(key, OptionType.DURATION);
        }

        public TypedConfigOptionBuilder<MemorySize> memoryType() {
            return new TypedConfigOptionBuilder<>(key, OptionType.MEMORY);
        }

        public <T extends Enum<T>> TypedConfigOptionBuilder<T> enumType(Class<T> enumClass) {
            return new TypedConfigOptionBuilder<>(key, OptionType.ofEnum(enumClass));
        }

        /** Written as {@code k1:v1,k2:v2}. */
        public TypedConfigOptionBuilder<Map<String, String>> mapType() {
            return new TypedConfigOptionBuilder<>(key, OptionType.MAP);
        }
    }

    /** A key with its type, before its default. */
    public static final class TypedConfigOptionBuilder<T> {
        private final String key;
        private final OptionType type;

        private TypedConfigOptionBuilder(String key, OptionType type) {
            this.key = key;
            this.type = type;
        }

        /** A list of such values, written with {@code ;} between them. */
        public ListConfigOptionBuilder<T> asList() {
            return new ListConfigOptionBuilder<>(key, OptionType.listOf(type));
        }

        public ConfigOption<T> defaultValue(T value) {
            return new ConfigOption<>(key, type, value);
        }

        public ConfigOption<T> noDefaultValue() {
            return new ConfigOption<>(key, type, null);
        }
    }

    /** A key of a list, before its default. */
    public static final class ListConfigOptionBuilder<E> {
        private final String key;
        private final OptionType type;

        private ListConfigOptionBuilder(String key, OptionType type) {
            this.key = key;
            this.type = type;
        }

        @SafeVarargs
        public final ConfigOption<List<E>> defaultValues(E... values) {
            return new ConfigOption<>(key, type, List.copyOf(Arrays.asList(values)));
        }

        public ConfigOption<List<E>> noDefaultValue() {
            return new ConfigOption<>(key, type, null);
        }
    }
}
