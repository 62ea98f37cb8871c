package io.millrace.dataflow.util;

import io.millrace.dataflow.config.Configuration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** As {@link ParameterTool}, but a repeated key keeps all its values. */
public class MultipleParameterTool extends AbstractParameterTool {
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, List<String>> data;

    private MultipleParameterTool(Map<String, ? extends Collection<String>> data) {
        super(data.keySet());
        this.data = new LinkedHashMap<>();
        data.forEach((key, values) -> this.data.put(key, new ArrayList<>(values)));
    }

    /** See {@link ParameterTool#fromArgs}. */
    public static MultipleParameterTool fromArgs(String[] args) {
        Map<String, List<String>> map = new LinkedHashMap<>();
        ParameterArguments.read(
                args,
                (key, value) -> map.computeIfAbsent(key, k -> new ArrayList<>()).add(value));
        return fromMultiMap(map);
    }

    public static MultipleParameterTool fromMultiMap(Map<String, ? extends Collection<String>> multiMap) {
        return new MultipleParameterTool(Objects.requireNonNull(multiMap, "Unable to initialize from empty map"));
    }

    /** The last value. */
    @Override
    public @Nullable String get(String key) {
        List<String> values = data.get(key);
        return noting(key, values == null || values.isEmpty() ? null : values.get(values.size() - 1));
    }

    @Override
    public boolean has(String value) {
        noting(value, null);
        return data.containsKey(value);
    }

    @Override
    public int getNumberOfParameters() {
        return data.size();
    }

    /** All values, in their order; null if the key is not set. */
    public @Nullable Collection<String> getMultiParameter(String key) {
        noting(key, null);
        List<String> values = data.get(key);
        return values == null ? null : Collections.unmodifiableList(values);
    }

    /** @throws RuntimeException if the key is not set */
    public Collection<String> getMultiParameterRequired(String key) {
        Collection<String> values = getMultiParameter(key);
        if (values == null) {
            throw missing(key);
        }
        return values;
    }

    /** All values of both; the last of {@code other} goes before those of this one. */
    public MultipleParameterTool mergeWith(MultipleParameterTool other) {
        Map<String, List<String>> merged = new LinkedHashMap<>();
        data.forEach((key, values) -> merged.put(key, new ArrayList<>(values)));
        other.data.forEach((key, values) ->
                merged.computeIfAbsent(key, k -> new ArrayList<>()).addAll(values));
        MultipleParameterTool result = new MultipleParameterTool(merged);
        result.takeRequested(this, other);
        return result;
    }

    @Override
    public Configuration getConfiguration() {
        return Configuration.fromMap(toMap());
    }

    @Override
    public Properties getProperties() {
        Properties properties = new Properties();
        properties.putAll(toMap());
        return properties;
    }

    /** The last value of each key. */
    @Override
    public Map<String, String> toMap() {
        Map<String, String> map = new LinkedHashMap<>();
        data.forEach((key, values) -> map.put(key, values.get(values.size() - 1)));
        return map;
    }

    /** All values of each key. */
    public Map<String, Collection<String>> toMultiMap() {
        return new LinkedHashMap<>(data);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof MultipleParameterTool that && data.equals(that.data);
    }

    @Override
    public int hashCode() {
        return data.hashCode();
    }
}
