package io.millrace.dataflow.config;

import java.util.List;

/** Options of programs and file systems as a whole. */
public final class CoreOptions {
    private CoreOptions() {}

    public static final ConfigOption<Integer> DEFAULT_PARALLELISM = ConfigOptions.key("parallelism.default")
            .intType()
            .defaultValue(1)
            .withDescription("The parallelism of operators when neither the program nor the client sets one.");

    public static final ConfigOption<Boolean> FILESYTEM_DEFAULT_OVERRIDE = ConfigOptions.key("fs.overwrite-files")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether file outputs replace what exists, when the program does not say.");

    public static final ConfigOption<Boolean> FILESYSTEM_OUTPUT_ALWAYS_CREATE_DIRECTORY = ConfigOptions.key(
                    "fs.output.always-create-directory")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether an output of parallelism 1 is a directory too, and not a single file.");

    public static final ConfigOption<List<String>> ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL = ConfigOptions.key(
                    "classloader.parent-first-patterns.additional")
            .stringType()
            .asList()
            .defaultValues()
            .withDescription("Prefixes of classes that programs take from the engine even if their jar has them.");

    public static final ConfigOption<String> TMP_DIRS = ConfigOptions.key("io.tmp.dirs")
            .stringType()
            .noDefaultValue()
            .withDescription(
                    "Directories for spill files, separated by commas, used in turn; Java's temporary directory if not set.");
}
