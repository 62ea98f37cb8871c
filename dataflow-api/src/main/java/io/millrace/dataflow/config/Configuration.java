package io.millrace.dataflow.config;

import io.millrace.dataflow.ExecutionConfig;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Values by key. Text is read as the option's type when it is asked for. Safe for use by several threads. */
public class Configuration extends ExecutionConfig.GlobalJobParameters
        implements ReadableConfig, WritableConfig, Serializable, Cloneable {
    private static final long serialVersionUID = 1L;

    // Values are those that options have: boxed, String, Duration, MemorySize, enum, List, Map, byte[]: all
    // serialisable.
    private final TreeMap<String, Object> values = new TreeMap<>();

    public Configuration() {}

    /** A copy. */
    public Configuration(Configuration other) {
        synchronized (other.values) {
            values.putAll(other.values);
        }
    }

    public static Configuration fromMap(Map<String, String> map) {
        Configuration configuration = new Configuration();
        map.forEach(configuration::setString);
        return configuration;
    }

    @Override
    public <T> T get(ConfigOption<T> option) {
        return getOptional(option).orElseGet(option::defaultValue);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> Optional<T> getOptional(ConfigOption<T> option) {
        for (String key : keysOf(option)) {
            Object value = find(key);
            if (value != null) {
                try {
                    return Optional.of((T) option.type().read(value));
                } catch (RuntimeException e) {
                    throw new IllegalConfigurationException(
                            "Impossible value '" + OptionType.format(value) + "' for '" + key + "': expected="
                                    + option.expectedValue() + ".",
                            e);
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public <T> Configuration set(ConfigOption<T> option, T value) {
        put(option.key(), value);
        return this;
    }

    /** True if the option's key or one of its other keys is set. */
    public boolean contains(ConfigOption<?> option) {
        return keysOf(option).stream().anyMatch(this::containsKey);
    }

    public boolean containsKey(String key) {
        return find(key) != null;
    }

    /** True if something was removed; older keys of the option are removed too. */
    public <T> boolean removeConfig(ConfigOption<T> option) {
        boolean removed = false;
        for (String key : keysOf(option)) {
            removed |= removeKey(key);
        }
        return removed;
    }

    public boolean removeKey(String key) {
        synchronized (values) {
            return values.remove(key) != null;
        }
    }

    public Set<String> keySet() {
        synchronized (values) {
            return new TreeSet<>(values.keySet());
        }
    }

    /** All values as text. */
    @Override
    public Map<String, String> toMap() {
        Map<String, String> map = new TreeMap<>();
        synchronized (values) {
            values.forEach((key, value) -> map.put(key, OptionType.format(value)));
        }
        return Collections.unmodifiableMap(map);
    }

    public void addAll(Configuration other) {
        addAll(other, "");
    }

    /** Adds all values of {@code other}, each key with {@code prefix} before it. */
    public void addAll(Configuration other, String prefix) {
        TreeMap<String, Object> added;
        synchronized (other.values) {
            added = new TreeMap<>(other.values);
        }
        synchronized (values) {
            added.forEach((key, value) -> values.put(prefix + key, value));
        }
    }

    public void addAllToProperties(Properties properties) {
        toMap().forEach(properties::setProperty);
    }

    // ------------------------------------------------------------------ by key, as in older programs

    public String getString(String key, String defaultValue) {
        return Objects.requireNonNullElse(getString(key), defaultValue);
    }

    /** Null if the key is not set. */
    public @Nullable String getString(String key) {
        Object value = find(key);
        return value == null ? null : OptionType.format(value);
    }

    public void setString(String key, String value) {
        put(key, value);
    }

    public int getInteger(String key, int defaultValue) {
        return getTyped(key, OptionType.INT, defaultValue);
    }

    public void setInteger(String key, int value) {
        put(key, value);
    }

    public long getLong(String key, long defaultValue) {
        return getTyped(key, OptionType.LONG, defaultValue);
    }

    public void setLong(String key, long value) {
        put(key, value);
    }

    public boolean getBoolean(String key, boolean defaultValue) {
        return getTyped(key, OptionType.BOOLEAN, defaultValue);
    }

    public void setBoolean(String key, boolean value) {
        put(key, value);
    }

    public float getFloat(String key, float defaultValue) {
        return getTyped(key, OptionType.FLOAT, defaultValue);
    }

    public void setFloat(String key, float value) {
        put(key, value);
    }

    public double getDouble(String key, double defaultValue) {
        return getTyped(key, OptionType.DOUBLE, defaultValue);
    }

    public void setDouble(String key, double value) {
        put(key, value);
    }

    @Deprecated
    public float getFloat(ConfigOption<Float> option) {
        return get(option);
    }

    @Deprecated
    public float getFloat(ConfigOption<Float> option, float overrideDefault) {
        return get(option, overrideDefault);
    }

    @Deprecated
    public void setFloat(ConfigOption<Float> option, float value) {
        set(option, value);
    }

    @Deprecated
    public double getDouble(ConfigOption<Double> option) {
        return get(option);
    }

    @Deprecated
    public double getDouble(ConfigOption<Double> option, double overrideDefault) {
        return get(option, overrideDefault);
    }

    @Deprecated
    public void setDouble(ConfigOption<Double> option, double value) {
        set(option, value);
    }

    /** The option's value as text; null if it is not set and has no default. */
    @Deprecated
    public @Nullable String getValue(ConfigOption<?> option) {
        Object value = getOptional(option).<Object>map(found -> found).orElse(option.defaultValue());
        return value == null ? null : OptionType.format(value);
    }

    /** @throws ClassNotFoundException if the class whose name is set cannot be found by {@code classLoader} */
    @Deprecated
    @SuppressWarnings("unchecked")
    public <T> Class<T> getClass(String key, Class<? extends T> defaultValue, ClassLoader classLoader)
            throws ClassNotFoundException {
        String name = getString(key);
        return (Class<T>) (name == null ? defaultValue : Class.forName(name, true, classLoader));
    }

    @Deprecated
    public void setClass(String key, Class<?> type) {
        put(key, type.getName());
    }

    public byte[] getBytes(String key, byte[] defaultValue) {
        Object value = find(key);
        if (value == null) {
            return defaultValue;
        }
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        throw new IllegalConfigurationException("The value of '" + key + "' is not a sequence of bytes: actual="
                + value.getClass().getName());
    }

    public void setBytes(String key, byte[] bytes) {
        put(key, bytes);
    }

    // ------------------------------------------------------------------ by option, in the older form

    public String getString(ConfigOption<String> option) {
        return get(option);
    }

    public String getString(ConfigOption<String> option, String overrideDefault) {
        return get(option, overrideDefault);
    }

    public void setString(ConfigOption<String> option, String value) {
        set(option, value);
    }

    public int getInteger(ConfigOption<Integer> option) {
        return get(option);
    }

    public int getInteger(ConfigOption<Integer> option, int overrideDefault) {
        return get(option, overrideDefault);
    }

    public void setInteger(ConfigOption<Integer> option, int value) {
        set(option, value);
    }

    public long getLong(ConfigOption<Long> option) {
        return get(option);
    }

    public long getLong(ConfigOption<Long> option, long overrideDefault) {
        return get(option, overrideDefault);
    }

    public void setLong(ConfigOption<Long> option, long value) {
        set(option, value);
    }

    public boolean getBoolean(ConfigOption<Boolean> option) {
        return get(option);
    }

    public boolean getBoolean(ConfigOption<Boolean> option, boolean overrideDefault) {
        return get(option, overrideDefault);
    }

    public void setBoolean(ConfigOption<Boolean> option, boolean value) {
        set(option, value);
    }

    @SuppressWarnings("unchecked")
    private <T> T getTyped(String key, OptionType type, T defaultValue) {
        return get(new ConfigOption<>(key, type, defaultValue));
    }

    private static List<String> keysOf(ConfigOption<?> option) {
        List<String> keys = new ArrayList<>();
        keys.add(option.key());
        keys.addAll(option.otherKeys());
        return keys;
    }

    private @Nullable Object find(String key) {
        synchronized (values) {
            return values.get(key);
        }
    }

    private void put(String key, Object value) {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(value, () -> "The value of '" + key + "' must not be null.");
        synchronized (values) {
            values.put(key, value);
        }
    }

    @Override
    @SuppressWarnings("MissingSuperCall")
    public Configuration clone() {
        return new Configuration(this);
    }

    /** Equal if all values are equal as text. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Configuration that && toMap().equals(that.toMap()));
    }

    @Override
    public int hashCode() {
        return toMap().hashCode();
    }

    @Override
    public String toString() {
        return toMap().toString();
    }
}
