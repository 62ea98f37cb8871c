package io.millrace.dataflow.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key of the configuration, with its type, its default and the keys that were its before. Options with the same keys
 * and default are equal. Made by {@link ConfigOptions#key}.
 */
public final class ConfigOption<T> {
    private final String key;
    private final OptionType type;
    private final @Nullable T defaultValue;
    private final String description;
    private final List<String> fallbackKeys;
    private final List<String> deprecatedKeys;

    ConfigOption(String key, OptionType type, @Nullable T defaultValue) {
        this(key, type, defaultValue, "", List.of(), List.of());
    }

    private ConfigOption(
            String key,
            OptionType type,
            @Nullable T defaultValue,
            String description,
            List<String> fallbackKeys,
            List<String> deprecatedKeys) {
        this.key = Objects.requireNonNull(key, "key");
        this.type = type;
        this.defaultValue = defaultValue;
        this.description = description;
        this.fallbackKeys = fallbackKeys;
        this.deprecatedKeys = deprecatedKeys;
    }

    /** The same option with other keys that are looked up, in this order, when its own is not set. */
    public ConfigOption<T> withFallbackKeys(String... keys) {
        return new ConfigOption<>(
                key, type, defaultValue, description, List.copyOf(Arrays.asList(keys)), deprecatedKeys);
    }

    /** The same option with keys of older versions that are looked up, in this order, when its own is not set. */
    public ConfigOption<T> withDeprecatedKeys(String... keys) {
        return new ConfigOption<>(key, type, defaultValue, description, fallbackKeys, List.copyOf(Arrays.asList(keys)));
    }

    /** The same option with a description for a person to read. */
    public ConfigOption<T> withDescription(String description) {
        return new ConfigOption<>(key, type, defaultValue, description, fallbackKeys, deprecatedKeys);
    }

    public String key() {
        return key;
    }

    public boolean hasDefaultValue() {
        return defaultValue != null;
    }

    /** Null if there is none. */
    @SuppressWarnings("NullAway") // users know this method as one that may give null only where there is no default
    public T defaultValue() {
        return defaultValue;
    }

    public String description() {
        return description;
    }

    /** Fallback keys first, then those of older versions. */
    public List<String> otherKeys() {
        if (deprecatedKeys.isEmpty()) {
            return fallbackKeys;
        }
        List<String> keys = new ArrayList<>(fallbackKeys);
        keys.addAll(deprecatedKeys);
        return keys;
    }

    /** What a value may be, for a person to read: {@code "a whole number"}. */
    public String expectedValue() {
        return type.expected();
    }

    OptionType type() {
        return type;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConfigOption<?> that
                && key.equals(that.key)
                && fallbackKeys.equals(that.fallbackKeys)
                && deprecatedKeys.equals(that.deprecatedKeys)
                && Objects.equals(defaultValue, that.defaultValue);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, defaultValue);
    }

    @Override
    public String toString() {
        return "Key: '" + key + "' , default: " + defaultValue;
    }
}
