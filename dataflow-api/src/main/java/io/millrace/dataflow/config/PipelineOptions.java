package io.millrace.dataflow.config;

import io.millrace.dataflow.ExecutionConfig.ClosureCleanerLevel;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Options of the program's graph. */
public final class PipelineOptions {
    private PipelineOptions() {}

    public static final ConfigOption<String> NAME = ConfigOptions.key("pipeline.name")
            .stringType()
            .noDefaultValue()
            .withDescription("The job's name, when execute() gives none.");

    public static final ConfigOption<List<String>> JARS = ConfigOptions.key("pipeline.jars")
            .stringType()
            .asList()
            .noDefaultValue()
            .withDescription("The program's jars, for jobs that go to a session: paths of this machine, or URIs.");

    public static final ConfigOption<List<String>> CLASSPATHS = ConfigOptions.key("pipeline.classpaths")
            .stringType()
            .asList()
            .noDefaultValue()
            .withDescription("More jars of the program, behind those of pipeline.jars on its class path.");

    public static final ConfigOption<List<String>> CACHED_FILES = ConfigOptions.key("pipeline.cached-files")
            .stringType()
            .asList()
            .noDefaultValue()
            .withDescription("Files that functions find by name: name:NAME,path:PATH[,executable:true];..."
                    + " Paths that all machines see, except in one JVM.");

    public static final ConfigOption<Boolean> OBJECT_REUSE = ConfigOptions.key("pipeline.object-reuse")
            .booleanType()
            .defaultValue(false)
            .withDescription("Leaves out the copies between chained operators; functions must keep no input objects.");

    public static final ConfigOption<Integer> MAX_PARALLELISM = ConfigOptions.key("pipeline.max-parallelism")
            .intType()
            .defaultValue(-1)
            .withDescription(
                    "The number of key groups; -1 computes it from the parallelism. Fixed once there is state.");

    public static final ConfigOption<Duration> AUTO_WATERMARK_INTERVAL = ConfigOptions.key(
                    "pipeline.auto-watermark-interval")
            .durationType()
            .defaultValue(Duration.ofMillis(200))
            .withDescription("How often watermarks are made; 0 ms turns periodic watermarks off.");

    public static final ConfigOption<Boolean> AUTO_GENERATE_UIDS = ConfigOptions.key("pipeline.auto-generate-uids")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether an operator with state but without a uid is named from its place in the graph.");

    public static final ConfigOption<Boolean> GENERIC_TYPES = ConfigOptions.key("pipeline.generic-types")
            .booleanType()
            .defaultValue(true)
            .withDescription("Whether types are allowed that only the generic serialiser can handle.");

    public static final ConfigOption<Boolean> FORCE_AVRO = ConfigOptions.key("pipeline.force-avro")
            .booleanType()
            .defaultValue(false)
            .withDescription("Whether POJOs are written by Avro's reflection.");

    public static final ConfigOption<Boolean> FORCE_KRYO = ConfigOptions.key("pipeline.force-kryo")
            .booleanType()
            .defaultValue(false)
            .withDescription(
                    "Whether POJOs are written by the generic serialiser; this goes before pipeline.force-avro.");

    public static final ConfigOption<List<String>> SERIALIZATION_CONFIG = ConfigOptions.key(
                    "pipeline.serialization-config")
            .stringType()
            .asList()
            .noDefaultValue()
            .withDescription("How classes are written: [CLASS: {type: pojo}], or {type: typeinfo, class: FACTORY} for a"
                    + " TypeInfoFactory. {type: kryo} leaves a class to the generic serialiser, which is Apache Fory;"
                    + " serialisers of Kryo are refused.");

    public static final ConfigOption<Boolean> OPERATOR_CHAINING = ConfigOptions.key(
                    "pipeline.operator-chaining.enabled")
            .booleanType()
            .defaultValue(true)
            .withDeprecatedKeys("pipeline.operator-chaining")
            .withDescription("Whether operators that can run in one task do.");

    public static final ConfigOption<ClosureCleanerLevel> CLOSURE_CLEANER_LEVEL = ConfigOptions.key(
                    "pipeline.closure-cleaner-level")
            .enumType(ClosureCleanerLevel.class)
            .defaultValue(ClosureCleanerLevel.RECURSIVE)
            .withDescription("How far functions' references to enclosing objects are cut: NONE, TOP_LEVEL, RECURSIVE.");

    public static final ConfigOption<Map<String, String>> GLOBAL_JOB_PARAMETERS = ConfigOptions.key(
                    "pipeline.global-job-parameters")
            .mapType()
            .noDefaultValue()
            .withDescription("Parameters that all functions see.");
}
