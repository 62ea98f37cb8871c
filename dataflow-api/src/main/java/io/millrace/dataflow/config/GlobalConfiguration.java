package io.millrace.dataflow.config;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Loads {@code conf/millrace.yaml}, and checks what it says. */
public final class GlobalConfiguration {
    /** The file's name in the configuration directory. */
    public static final String FILE_NAME = "millrace.yaml";

    private static final String[] SENSITIVE = {"password", "secret", "token", "credential", "api-key", "apikey"};

    private GlobalConfiguration() {}

    /** The configuration in that directory; empty if the directory has no {@code millrace.yaml}. */
    public static Configuration loadConfiguration(String configDirectory) throws IOException {
        return loadConfiguration(configDirectory, null);
    }

    /** As {@link #loadConfiguration(String)}, with settings that go before those of the file. */
    public static Configuration loadConfiguration(String configDirectory, @Nullable Configuration dynamicProperties)
            throws IOException {
        Path directory = Path.of(configDirectory);
        if (!Files.isDirectory(directory)) {
            throw new FileNotFoundException("The configuration directory '" + configDirectory + "' does not exist.");
        }
        Path file = directory.resolve(FILE_NAME);
        Configuration configuration = Files.exists(file) ? loadFile(file) : new Configuration();
        if (dynamicProperties != null) {
            configuration.addAll(dynamicProperties);
        }
        return configuration;
    }

    /**
     * Reads a file in which keys are written flat ({@code parallelism.default: 4}) or nested.
     *
     * @throws IllegalConfigurationException that names file and line, if it is not such a file, has an unknown key, a key
     *     twice, or an impossible value
     */
    public static Configuration loadFile(Path file) throws IOException {
        return read(Files.readString(file, StandardCharsets.UTF_8), file.toString(), KnownOptions.all());
    }

    /** As {@link #loadFile}, from text; {@code name} stands for the file's. */
    static Configuration read(String yaml, String name, KnownOptions known) {
        Configuration configuration = new Configuration();
        Map<String, YamlSettings.Setting> settings = new LinkedHashMap<>();
        for (YamlSettings.Setting setting : YamlSettings.read(yaml, name)) {
            YamlSettings.Setting earlier = settings.put(setting.key(), setting);
            if (earlier != null) {
                throw new IllegalConfigurationException(name + ", line " + setting.line() + ": The key '"
                        + setting.key() + "' is set already in line " + earlier.line() + ". Remove one of them.");
            }
            known.check(setting.key(), setting.value(), name + ", line " + setting.line());
            configuration.setString(setting.key(), setting.value());
        }
        return configuration;
    }

    /**
     * Reads {@code key=value}, as given by {@code -D}.
     *
     * @throws IllegalConfigurationException if it is not of that form, or the key is unknown or its value impossible
     */
    public static void applyDynamicProperty(String keyAndValue, Configuration configuration) {
        int equals = keyAndValue.indexOf('=');
        if (equals <= 0) {
            throw new IllegalConfigurationException("Not a setting: '-D " + keyAndValue + "'; expected=-D key=value.");
        }
        String key = keyAndValue.substring(0, equals).trim();
        String value = keyAndValue.substring(equals + 1).trim();
        KnownOptions.all().check(key, value, "-D " + keyAndValue);
        configuration.setString(key, value);
    }

    /** Whether the value of a key must not be shown, in logs or anywhere. */
    public static boolean isSensitive(String key) {
        String lower = key.toLowerCase(java.util.Locale.ROOT);
        for (String word : SENSITIVE) {
            if (lower.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
