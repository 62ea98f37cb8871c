package io.millrace.client;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.IllegalConfigurationException;
import io.millrace.dataflow.config.KnownOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** What every command takes that has settings. Filled by picocli. */
final class SettingsOptions {
    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "A setting, over those of conf/millrace.yaml; may be repeated.")
    private List<String> settings = new ArrayList<>();

    @Option(
            names = {"-v", "--verbose"},
            description = "More logs, and the stack trace of a failure.")
    private boolean verbose;

    boolean verbose() {
        return verbose;
    }

    /**
     * The settings of the file, then those of the command line.
     *
     * @param environment variables of the process
     * @throws IllegalConfigurationException names the key or line
     */
    Configuration read(Map<String, String> environment) {
        String folder = environment.get("MILLRACE_CONF_DIR");
        Configuration configuration =
                folder == null || folder.isBlank() ? new Configuration() : ConfigurationFile.in(Path.of(folder));
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new IllegalConfigurationException("-D " + setting + ": expected=-D key=value");
            }
            set(
                    configuration,
                    setting.substring(0, equals).trim(),
                    setting.substring(equals + 1).trim(),
                    "-D");
        }
        return configuration;
    }

    /** @param where what to name if the value is impossible */
    static void set(Configuration configuration, String key, String value, String where) {
        KnownOptions.all().check(key, value, where);
        configuration.setString(key, value);
    }
}
