package io.millrace.dataflow.config;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Names and values that programs take from here in place of writing them themselves. */
public final class ConfigConstants {
    /** Of texts in files and messages. */
    public static final Charset DEFAULT_CHARSET = StandardCharsets.UTF_8;

    public static final String DEFAULT_PARALLELISM_KEY = CoreOptions.DEFAULT_PARALLELISM.key();

    public static final String TASK_MANAGER_NUM_TASK_SLOTS = TaskManagerOptions.NUM_TASK_SLOTS.key();

    private ConfigConstants() {}
}
