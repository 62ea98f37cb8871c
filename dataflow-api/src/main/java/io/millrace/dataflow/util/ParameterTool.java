package io.millrace.dataflow.util;

import io.millrace.dataflow.config.Configuration;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A program's parameters by name, from its arguments ({@code --key value} or {@code -key value}), a properties file or a
 * map. The last value of a repeated key counts. Also fit to be set as global job parameters.
 */
public class ParameterTool extends AbstractParameterTool {
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, String> data;

    private ParameterTool(Map<String, String> data) {
        super(data.keySet());
        this.data = new LinkedHashMap<>(data);
    }

    /**
     * Reads {@code --key value} and {@code -key value}; a key without a value, before another key or at the end, is a
     * flag. A negative number is a value.
     *
     * @throws IllegalArgumentException if an argument is neither key nor value, or a key is empty
     */
    public static ParameterTool fromArgs(String[] args) {
        Map<String, String> map = new LinkedHashMap<>();
        ParameterArguments.read(args, map::put);
        return fromMap(map);
    }

    public static ParameterTool fromMap(Map<String, String> map) {
        return new ParameterTool(Objects.requireNonNull(map, "Unable to initialize from empty map"));
    }

    public static ParameterTool fromPropertiesFile(String path) throws IOException {
        return fromPropertiesFile(new File(path));
    }

    public static ParameterTool fromPropertiesFile(File file) throws IOException {
        if (!file.exists()) {
            throw new java.io.FileNotFoundException("Properties file " + file.getAbsolutePath() + " does not exist");
        }
        try (InputStream in = new FileInputStream(file)) {
            return fromPropertiesFile(in);
        }
    }

    /** Does not close the stream. */
    public static ParameterTool fromPropertiesFile(InputStream inputStream) throws IOException {
        Properties properties = new Properties();
        properties.load(inputStream);
        return fromProperties(properties);
    }

    public static ParameterTool fromSystemProperties() {
        return fromProperties(System.getProperties());
    }

    private static ParameterTool fromProperties(Properties properties) {
        Map<String, String> map = new LinkedHashMap<>();
        properties.stringPropertyNames().stream().sorted().forEach(key -> map.put(key, properties.getProperty(key)));
        return fromMap(map);
    }

    @Override
    public @Nullable String get(String key) {
        return noting(key, data.get(key));
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

    /** All parameters; those of {@code other} go before those of this one. */
    public ParameterTool mergeWith(ParameterTool other) {
        Map<String, String> merged = new LinkedHashMap<>(data);
        merged.putAll(other.data);
        ParameterTool result = new ParameterTool(merged);
        result.takeRequested(this, other);
        return result;
    }

    @Override
    public Configuration getConfiguration() {
        return Configuration.fromMap(data);
    }

    @Override
    public Properties getProperties() {
        Properties properties = new Properties();
        properties.putAll(data);
        return properties;
    }

    @Override
    public Map<String, String> toMap() {
        return Collections.unmodifiableMap(data);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ParameterTool that && data.equals(that.data);
    }

    @Override
    public int hashCode() {
        return data.hashCode();
    }
}
