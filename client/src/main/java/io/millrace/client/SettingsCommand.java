package io.millrace.client;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.KnownOptions;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Lists every key that -D and conf/millrace.yaml take. */
@Command(
        name = "settings",
        description = "Lists the keys that -D and conf/millrace.yaml take, with their defaults.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionProvider.class)
final class SettingsCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        for (Map.Entry<String, ConfigOption<?>> entry :
                KnownOptions.all().byKey().entrySet()) {
            ConfigOption<?> option = entry.getValue();
            if (entry.getKey().equals(option.key())) {
                System.out.println(line(option));
            }
        }
        return ExitCode.FINISHED.code();
    }

    private static <T> String line(ConfigOption<T> option) {
        String value = written(option).isEmpty() ? "" : " (default " + written(option) + ")";
        return option.key() + value + (option.description().isEmpty() ? "" : ": " + option.description());
    }

    /** The default as it would be written in the file; empty if there is none. */
    private static <T> String written(ConfigOption<T> option) {
        return option.hasDefaultValue()
                ? new Configuration().set(option, option.defaultValue()).toMap().getOrDefault(option.key(), "")
                : "";
    }
}
