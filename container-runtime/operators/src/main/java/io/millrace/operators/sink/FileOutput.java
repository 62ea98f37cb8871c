package io.millrace.operators.sink;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.CoreOptions;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.FileOutputFormat;
import io.millrace.dataflow.io.OutputFormat;
import java.io.IOException;

/**
 * What a file output format says about its output, found alike by the tasks and the coordinator.
 *
 * @param staged where attempts write
 * @param mode whether what stands at the path may be replaced
 */
record FileOutput(StagedOutput staged, WriteMode mode) {
    /** Configures a format: by what {@code withParameters} gave, and for file outputs by the job's settings behind it. */
    static void configure(OutputFormat<?> format, Configuration parameters, ReadableConfig job) {
        if (!(format instanceof FileOutputFormat)) {
            format.configure(parameters);
            return;
        }
        Configuration effective = new Configuration(parameters);
        fallBack(effective, job, CoreOptions.FILESYTEM_DEFAULT_OVERRIDE);
        fallBack(effective, job, CoreOptions.FILESYSTEM_OUTPUT_ALWAYS_CREATE_DIRECTORY);
        format.configure(effective);
    }

    private static void fallBack(Configuration parameters, ReadableConfig job, ConfigOption<Boolean> option) {
        if (!parameters.contains(option)) {
            parameters.set(option, job.get(option));
        }
    }

    /** @param format is configured */
    static FileOutput of(FileOutputFormat<?> format, int parallelism, JobID job, String operator) throws IOException {
        Path path = format.getOutputFilePath();
        if (path == null) {
            throw new IOException(
                    "Sink '" + operator + "' has no output path. Give one to its format by" + " setOutputFilePath.");
        }
        return new FileOutput(new StagedOutput(path, format.writesDirectory(parallelism), job), format.getWriteMode());
    }
}
