package io.millrace.dataset.hadoop;

import io.millrace.dataflow.util.ParameterTool;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.GenericOptionsParser;

/** The options that programs of Hadoop's take. */
public final class HadoopUtils {
    private HadoopUtils() {}

    /** What {@code -D key=value} says on a command line; the rest of it is not looked at. */
    public static ParameterTool paramsFromGenericOptionsParser(String[] args) throws java.io.IOException {
        Configuration settings = new GenericOptionsParser(new Configuration(false), args).getConfiguration();
        Map<String, String> given = new TreeMap<>();
        for (Map.Entry<String, String> setting : settings) {
            String[] sources = settings.getPropertySources(setting.getKey());
            if (sources != null && sources.length > 0 && sources[sources.length - 1].contains("command line")) {
                given.put(setting.getKey(), setting.getValue());
            }
        }
        return ParameterTool.fromMap(given);
    }
}
