package io.millrace.client;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What standard output is for. */
enum Output {
    /** The program's own text. */
    TEXT,
    /** The program's own text, and one JSON object as the last line. */
    JSON,
    /** Java properties and nothing else; what the program prints goes to standard error. */
    PROPERTIES;

    /** The action's configuration file: Oozie sets it for the processes that it starts. */
    private static final String OOZIE = "OOZIE_ACTION_CONF_XML";

    static Output of(@Nullable Output asked, Map<String, String> environment) {
        return Optional.ofNullable(asked).orElseGet(() -> environment.containsKey(OOZIE) ? PROPERTIES : TEXT);
    }

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
