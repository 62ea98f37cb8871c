package io.millrace.dataflow.config;

import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Options of where keyed state is kept while a job runs. */
public final class StateBackendOptions {
    private static final Logger LOG = LoggerFactory.getLogger(StateBackendOptions.class);
    private static final String HASHMAP = "hashmap";
    private static final Set<String> KEPT_ON_DISK_ELSEWHERE = Set.of("rocksdb", "forst");
    private static final Set<String> OLDER_NAMES = Set.of("jobmanager", "filesystem");

    private StateBackendOptions() {}

    public static final ConfigOption<String> STATE_BACKEND = ConfigOptions.key("state.backend.type")
            .stringType()
            .defaultValue(HASHMAP)
            .withDeprecatedKeys("state.backend")
            .withDescription(
                    "Where keyed state is kept: 'hashmap', on the heap. Results are the same with 'rocksdb' and"
                            + " 'forst', which keep it there too, and a warning says so.");

    /**
     * Checks the choice of a program, and warns if its state is not kept where it says.
     *
     * @throws IllegalConfigurationException if there is no such backend
     */
    public static void check(ReadableConfig configuration) {
        String chosen = configuration.get(STATE_BACKEND);
        String name = chosen.toLowerCase(Locale.ROOT);
        if (KEPT_ON_DISK_ELSEWHERE.contains(name)) {
            LOG.warn("{} is '{}': keyed state is kept on the heap all the same", STATE_BACKEND.key(), chosen);
        } else if (!name.equals(HASHMAP) && !OLDER_NAMES.contains(name)) {
            throw new IllegalConfigurationException("Unknown state backend in '" + STATE_BACKEND.key() + "': expected="
                    + HASHMAP + ", actual=" + chosen);
        }
    }
}
