package io.millrace.dataflow.util;

import io.millrace.dataflow.ExecutionConfig;
import io.millrace.dataflow.config.Configuration;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Collection;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What parameter tools have in common: typed access, and knowing which parameters nobody asked for. */
public abstract class AbstractParameterTool extends ExecutionConfig.GlobalJobParameters implements Cloneable {
    private static final long serialVersionUID = 1L;

    /** The value of a key that was given without one. */
    protected static final String NO_VALUE_KEY = "__NO_VALUE_KEY";

    protected static final String DEFAULT_UNDEFINED = "<undefined>";

    private final Set<String> keys;
    private final Set<String> requested = ConcurrentHashMap.newKeySet();
    private final ConcurrentHashMap<String, String> defaults = new ConcurrentHashMap<>();

    AbstractParameterTool(Collection<String> keys) {
        this.keys = new TreeSet<>(keys);
    }

    public abstract int getNumberOfParameters();

    /** Null if the key is not set; {@code "__NO_VALUE_KEY"} if it is a flag. */
    public abstract @Nullable String get(String key);

    public abstract boolean has(String value);

    public abstract Configuration getConfiguration();

    public abstract Properties getProperties();

    /** The keys that are set and that nobody asked for so far: probably misspelt. */
    public Set<String> getUnrequestedParameters() {
        Set<String> unrequested = new TreeSet<>(keys);
        unrequested.removeAll(requested);
        return unrequested;
    }

    /** @throws RuntimeException if the key is not set */
    public String getRequired(String key) {
        String value = get(key);
        if (value == null) {
            throw missing(key);
        }
        return value;
    }

    public String get(String key, String defaultValue) {
        return typed(key, defaultValue, Function.identity());
    }

    /** @throws RuntimeException if the key is not set, or its value is no int */
    public int getInt(String key) {
        return required(key, "int", Integer::valueOf);
    }

    public int getInt(String key, int defaultValue) {
        return orDefault(key, "int", defaultValue, Integer::valueOf);
    }

    /** @throws RuntimeException if the key is not set, or its value is no long */
    public long getLong(String key) {
        return required(key, "long", Long::valueOf);
    }

    public long getLong(String key, long defaultValue) {
        return orDefault(key, "long", defaultValue, Long::valueOf);
    }

    /** @throws RuntimeException if the key is not set, or its value is no float */
    public float getFloat(String key) {
        return required(key, "float", Float::valueOf);
    }

    public float getFloat(String key, float defaultValue) {
        return orDefault(key, "float", defaultValue, Float::valueOf);
    }

    /** @throws RuntimeException if the key is not set, or its value is no double */
    public double getDouble(String key) {
        return required(key, "double", Double::valueOf);
    }

    public double getDouble(String key, double defaultValue) {
        return orDefault(key, "double", defaultValue, Double::valueOf);
    }

    /** True if the value is {@code true} in any case, else false. */
    public boolean getBoolean(String key) {
        return required(key, "boolean", Boolean::valueOf);
    }

    public boolean getBoolean(String key, boolean defaultValue) {
        return orDefault(key, "boolean", defaultValue, Boolean::valueOf);
    }

    /** @throws RuntimeException if the key is not set, or its value is no short */
    public short getShort(String key) {
        return required(key, "short", Short::valueOf);
    }

    public short getShort(String key, short defaultValue) {
        return orDefault(key, "short", defaultValue, Short::valueOf);
    }

    /** @throws RuntimeException if the key is not set, or its value is no byte */
    public byte getByte(String key) {
        return required(key, "byte", Byte::valueOf);
    }

    public byte getByte(String key, byte defaultValue) {
        return orDefault(key, "byte", defaultValue, Byte::valueOf);
    }

    /** Writes all parameters that were set or asked for, with their defaults. Replaces the file. */
    public void createPropertiesFile(String pathToFile) throws IOException {
        createPropertiesFile(pathToFile, true);
    }

    /** @throws RuntimeException if the file exists and {@code overwrite} is false */
    public void createPropertiesFile(String pathToFile, boolean overwrite) throws IOException {
        File file = new File(pathToFile);
        if (file.exists() && !overwrite) {
            throw new RuntimeException("File " + pathToFile + " exists and overwriting is not allowed");
        }
        Properties properties = new Properties();
        properties.putAll(new TreeMap<>(defaults));
        properties.putAll(getProperties());
        try (OutputStream out = new FileOutputStream(file)) {
            properties.store(out, "Default file created by Millrace's ParameterTool.createPropertiesFile()");
        }
    }

    @Override
    @SuppressWarnings("MissingSuperCall")
    public AbstractParameterTool clone() throws CloneNotSupportedException {
        return (AbstractParameterTool) super.clone();
    }

    // Notes that somebody asked for the key, and passes the value on.
    final @Nullable String noting(String key, @Nullable String value) {
        requested.add(key);
        defaults.putIfAbsent(key, DEFAULT_UNDEFINED);
        return value;
    }

    final void takeRequested(AbstractParameterTool first, AbstractParameterTool second) {
        for (String key : keys) {
            if (first.requested.contains(key) || second.requested.contains(key)) {
                requested.add(key);
            }
        }
    }

    static RuntimeException missing(String key) {
        return new RuntimeException("No data for required key '" + key + "'. Give it as --" + key + " <value>.");
    }

    private <T> T required(String key, String type, Function<String, T> parser) {
        return parse(key, getRequired(key), type, parser);
    }

    private <T> T orDefault(String key, String type, T defaultValue, Function<String, T> parser) {
        return typed(key, defaultValue, text -> parse(key, text, type, parser));
    }

    private <T> T typed(String key, T defaultValue, Function<String, T> parser) {
        String value = get(key);
        defaults.put(key, String.valueOf(defaultValue));
        return value == null ? defaultValue : parser.apply(value);
    }

    private static <T> T parse(String key, String text, String type, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (NumberFormatException e) {
            String actual = text.equals(NO_VALUE_KEY) ? "no value" : "'" + text + "'";
            NumberFormatException clearer = new NumberFormatException(
                    "The parameter '" + key + "' is wrong: expected=" + type + ", actual=" + actual + ".");
            clearer.initCause(e);
            throw clearer;
        }
    }
}
