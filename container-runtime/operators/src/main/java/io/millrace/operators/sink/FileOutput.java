package io.millrace.operators.sink;

import io.millrace.dataflow.JobID;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.ConfigOptions;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.FileOutputFormat;
import io.millrace.dataflow.io.FileOutputFormat.OutputDirectoryMode;
import java.io.IOException;

/**
 * What a file output format and the job's settings say together, found alike by the tasks and the coordinator.
 *
 * @param staged where attempts write
 * @param mode whether what stands at the path may be replaced
 */
record FileOutput(StagedOutput staged, Path path, WriteMode mode) {
    private static final ConfigOption<Boolean> ALWAYS_CREATE_DIRECTORY =
            ConfigOptions.key("fs.output.always-create-directory").booleanType().defaultValue(false);

    private static final ConfigOption<Boolean> OVERWRITE_FILES =
            ConfigOptions.key("fs.overwrite-files").booleanType().defaultValue(false);

    /** Also tells the format to write a directory, if the settings want one even at parallelism 1. */
    static FileOutput of(FileOutputFormat<?> format, int parallelism, ReadableConfig config, JobID job, String operator)
            throws IOException {
        if (config.get(ALWAYS_CREATE_DIRECTORY)) {
            format.setOutputDirectoryMode(OutputDirectoryMode.ALWAYS);
        }
        Path path = format.getOutputFilePath();
        if (path == null) {
            throw new IOException("Sink '" + operator + "' has no output path. Give one to its format by"
                    + " setOutputFilePath.");
        }
        boolean directory = parallelism > 1 || format.getOutputDirectoryMode() == OutputDirectoryMode.ALWAYS;
        WriteMode mode = config.get(OVERWRITE_FILES) ? WriteMode.OVERWRITE : format.getWriteMode();
        return new FileOutput(new StagedOutput(path, directory, job), path, mode);
    }
}
