package io.millrace.dataflow.util;

import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** Typed values of properties. */
public final class PropertiesUtil {
    private PropertiesUtil() {}

    /** @throws IllegalArgumentException if the value is no whole number */
    public static int getInt(Properties config, String key, int defaultValue) {
        String value = config.getProperty(key);
        try {
            return value == null ? defaultValue : Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw notANumber(key, value, defaultValue);
        }
    }

    /** @throws IllegalArgumentException if the value is no whole number */
    public static long getLong(Properties config, String key, long defaultValue) {
        String value = config.getProperty(key);
        try {
            return value == null ? defaultValue : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw notANumber(key, value, defaultValue);
        }
    }

    /** As the other; a value that is no whole number is logged, and the default taken. */
    public static long getLong(Properties config, String key, long defaultValue, Logger logger) {
        try {
            return getLong(config, key, defaultValue);
        } catch (IllegalArgumentException e) {
            logger.warn("{} The default is taken.", e.getMessage());
            return defaultValue;
        }
    }

    public static boolean getBoolean(Properties config, String key, boolean defaultValue) {
        String value = config.getProperty(key);
        return value == null ? defaultValue : Boolean.parseBoolean(value);
    }

    /** A copy, with the defaults of {@code properties} as its own. */
    public static Properties flatten(Properties properties) {
        Properties flat = new Properties();
        for (String name : properties.stringPropertyNames()) {
            flat.setProperty(name, properties.getProperty(name));
        }
        return flat;
    }

    private static IllegalArgumentException notANumber(String key, @Nullable String value, long defaultValue) {
        return new IllegalArgumentException("Value for configuration key='" + key
                + "' is not set correctly. Entered value='" + value + "'. Default value='" + defaultValue + "'");
    }
}
