package io.millrace.dataflow.config;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All options that exist, so that a key that does not is an error that names the nearest one. Other modules add theirs by
 * a {@link OptionsProvider} service.
 */
public final class KnownOptions {
    /** The option classes of this package; a test finds any that is left out. */
    private static final List<Class<?>> OPTION_CLASSES = List.of(
            CheckpointingOptions.class,
            CoreOptions.class,
            DeploymentOptions.class,
            ExecutionOptions.class,
            HighAvailabilityOptions.class,
            IterationOptions.class,
            JobManagerOptions.class,
            PipelineOptions.class,
            RestOptions.class,
            RestartStrategyOptions.class,
            SinkOptions.class,
            StateBackendOptions.class,
            StateRecoveryOptions.class,
            TaskManagerOptions.class);

    private final Map<String, ConfigOption<?>> byKey;
    private final List<String> prefixes;

    private KnownOptions(Map<String, ConfigOption<?>> byKey, List<String> prefixes) {
        this.byKey = byKey;
        this.prefixes = prefixes;
    }

    /** The options of this module and of all modules on the class path. */
    public static KnownOptions all() {
        return Holder.ALL;
    }

    /** The options that are public constants of these classes. */
    public static KnownOptions of(Collection<Class<?>> optionClasses) {
        return of(optionClasses, List.of());
    }

    private static KnownOptions of(Collection<Class<?>> optionClasses, List<String> prefixes) {
        Map<String, ConfigOption<?>> byKey = new TreeMap<>();
        for (Class<?> optionClass : optionClasses) {
            for (ConfigOption<?> option : optionsOf(optionClass)) {
                byKey.put(option.key(), option);
                for (String key : option.otherKeys()) {
                    byKey.putIfAbsent(key, option);
                }
            }
        }
        return new KnownOptions(byKey, prefixes);
    }

    /** By key, older keys included. */
    public Map<String, ConfigOption<?>> byKey() {
        return Collections.unmodifiableMap(byKey);
    }

    /** The known key with the fewest letters to change, if it is near enough to be what was meant. */
    public Optional<String> nearest(String unknownKey) {
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String key : byKey.keySet()) {
            int distance = EditDistance.between(unknownKey, key, bestDistance);
            if (distance < bestDistance) {
                best = key;
                bestDistance = distance;
            }
        }
        int near = Math.max(2, unknownKey.length() / 3);
        return bestDistance <= near ? Optional.ofNullable(best) : Optional.empty();
    }

    /**
     * Checks that the key exists and the value is possible.
     *
     * @param where what to say in a failure of where it was written, such as {@code "conf/millrace.yaml, line 3"}; or null
     * @throws IllegalConfigurationException if not
     */
    public void check(String key, Object value, @Nullable String where) {
        String prefix = where == null ? "" : where + ": ";
        ConfigOption<?> option = byKey.get(key);
        if (option == null
                && prefixes.stream().anyMatch(known -> key.startsWith(known) && key.length() > known.length())) {
            return;
        }
        if (option == null) {
            throw new IllegalConfigurationException(prefix + "Unknown configuration key '" + key + "'."
                    + nearest(key)
                            .map(known -> " Did you mean '" + known + "'?")
                            .orElse(""));
        }
        try {
            option.type().read(value);
        } catch (RuntimeException e) {
            throw new IllegalConfigurationException(
                    prefix + "Impossible value '" + OptionType.format(value) + "' for '" + key + "': expected="
                            + option.expectedValue() + ".",
                    e);
        }
    }

    /** Checks all keys and values. */
    public void check(Configuration configuration) {
        configuration.toMap().forEach((key, value) -> check(key, value, null));
    }

    private static List<ConfigOption<?>> optionsOf(Class<?> optionClass) {
        List<ConfigOption<?>> options = new ArrayList<>();
        for (Field field : optionClass.getFields()) {
            if (Modifier.isStatic(field.getModifiers()) && field.getType() == ConfigOption.class) {
                try {
                    options.add((ConfigOption<?>) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new IllegalStateException(
                            "An option must be a public constant of a public class: " + field, e);
                }
            }
        }
        return options;
    }

    private static final class Holder {
        static final KnownOptions ALL = load();

        private static KnownOptions load() {
            List<Class<?>> classes = new ArrayList<>(OPTION_CLASSES);
            List<String> prefixes = new ArrayList<>();
            for (OptionsProvider provider :
                    ServiceLoader.load(OptionsProvider.class, KnownOptions.class.getClassLoader())) {
                classes.addAll(provider.optionClasses());
                prefixes.addAll(provider.keyPrefixes());
            }
            return of(classes, prefixes);
        }
    }
}
