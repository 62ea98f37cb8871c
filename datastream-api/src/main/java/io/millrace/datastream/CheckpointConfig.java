package io.millrace.datastream;

import io.millrace.dataflow.config.CheckpointingOptions;
import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.config.ExternalizedCheckpointRetention;
import io.millrace.dataflow.config.ReadableConfig;
import io.millrace.dataflow.execution.CheckpointingMode;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.state.CheckpointStorage;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program's settings of checkpoints. A view of the environment's configuration. Not thread-safe. */
public class CheckpointConfig {
    /** As {@link #getCheckpointInterval} gives it when there are no checkpoints. */
    public static final long DISABLED = -1;

    /** The shortest interval, in milliseconds: more often a job would do little else. */
    public static final long MINIMAL_CHECKPOINT_TIME = 10;

    public static final CheckpointingMode DEFAULT_MODE =
            CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE.defaultValue();

    /** In milliseconds. */
    public static final long DEFAULT_TIMEOUT =
            CheckpointingOptions.CHECKPOINTING_TIMEOUT.defaultValue().toMillis();

    /** In milliseconds. */
    public static final long DEFAULT_MIN_PAUSE_BETWEEN_CHECKPOINTS =
            CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS.defaultValue().toMillis();

    public static final int DEFAULT_MAX_CONCURRENT_CHECKPOINTS =
            CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS.defaultValue();

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointConfig.class);

    private final Configuration configuration;
    private @Nullable CheckpointStorage storage;
    private boolean force;
    private boolean unaligned;
    private boolean forceUnaligned;
    private Duration alignedTimeout = Duration.ZERO;

    public CheckpointConfig() {
        this(new Configuration());
    }

    CheckpointConfig(Configuration configuration) {
        this.configuration = configuration;
    }

    /** What becomes of a job's checkpoints when it is cancelled. */
    @Deprecated
    public enum ExternalizedCheckpointCleanup {
        DELETE_ON_CANCELLATION,
        RETAIN_ON_CANCELLATION,
        NO_EXTERNALIZED_CHECKPOINTS
    }

    public boolean isCheckpointingEnabled() {
        return getCheckpointInterval() > 0;
    }

    /** In milliseconds; {@link #DISABLED} if there are no checkpoints. */
    public long getCheckpointInterval() {
        return configuration
                .getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                .map(Duration::toMillis)
                .orElse(DISABLED);
    }

    /** @param checkpointInterval in milliseconds, at least {@link #MINIMAL_CHECKPOINT_TIME} */
    public void setCheckpointInterval(long checkpointInterval) {
        if (checkpointInterval < MINIMAL_CHECKPOINT_TIME) {
            throw new IllegalArgumentException("Checkpoint interval must be larger than or equal to "
                    + MINIMAL_CHECKPOINT_TIME + " ms, but is " + checkpointInterval + " ms");
        }
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(checkpointInterval));
    }

    /** No more checkpoints. */
    public void disableCheckpointing() {
        configuration.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
    }

    public CheckpointingMode getCheckpointingConsistencyMode() {
        return configuration.get(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE);
    }

    public void setCheckpointingConsistencyMode(CheckpointingMode checkpointingMode) {
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, checkpointingMode);
    }

    @Deprecated
    public CheckpointingMode getCheckpointingMode() {
        return getCheckpointingConsistencyMode();
    }

    @Deprecated
    public void setCheckpointingMode(CheckpointingMode checkpointingMode) {
        setCheckpointingConsistencyMode(checkpointingMode);
    }

    /** In milliseconds. */
    public long getCheckpointTimeout() {
        return configuration.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT).toMillis();
    }

    /** @param checkpointTimeout in milliseconds, at least {@link #MINIMAL_CHECKPOINT_TIME} */
    public void setCheckpointTimeout(long checkpointTimeout) {
        if (checkpointTimeout < MINIMAL_CHECKPOINT_TIME) {
            throw new IllegalArgumentException("Checkpoint timeout must be larger than or equal to "
                    + MINIMAL_CHECKPOINT_TIME + " ms, but is " + checkpointTimeout + " ms");
        }
        configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMillis(checkpointTimeout));
    }

    /** In milliseconds. */
    public long getMinPauseBetweenCheckpoints() {
        return configuration
                .get(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS)
                .toMillis();
    }

    /** @param minPauseBetweenCheckpoints in milliseconds, from the end of one to the beginning of the next */
    public void setMinPauseBetweenCheckpoints(long minPauseBetweenCheckpoints) {
        if (minPauseBetweenCheckpoints < 0) {
            throw new IllegalArgumentException(
                    "Pause value must be zero or positive, but is " + minPauseBetweenCheckpoints + " ms");
        }
        configuration.set(
                CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS, Duration.ofMillis(minPauseBetweenCheckpoints));
    }

    public int getMaxConcurrentCheckpoints() {
        return configuration.get(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS);
    }

    public void setMaxConcurrentCheckpoints(int maxConcurrentCheckpoints) {
        setNumber(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS, maxConcurrentCheckpoints, 1);
    }

    public int getTolerableCheckpointFailureNumber() {
        return configuration.get(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER);
    }

    /** @param tolerableCheckpointFailureNumber how many may fail in a row before the job does */
    public void setTolerableCheckpointFailureNumber(int tolerableCheckpointFailureNumber) {
        setNumber(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, tolerableCheckpointFailureNumber, 0);
    }

    private void setNumber(ConfigOption<Integer> option, int value, int least) {
        if (value < least) {
            throw new IllegalArgumentException(
                    option.key() + ": expected=" + least + " or more, actual=" + value + ".");
        }
        configuration.set(option, value);
    }

    public ExternalizedCheckpointRetention getExternalizedCheckpointRetention() {
        return configuration.get(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION);
    }

    public void setExternalizedCheckpointRetention(ExternalizedCheckpointRetention retention) {
        configuration.set(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION, retention);
    }

    public boolean isExternalizedCheckpointsEnabled() {
        return getExternalizedCheckpointRetention() != ExternalizedCheckpointRetention.NO_EXTERNALIZED_CHECKPOINTS;
    }

    @Deprecated
    public void setExternalizedCheckpointCleanup(ExternalizedCheckpointCleanup cleanupMode) {
        setExternalizedCheckpointRetention(ExternalizedCheckpointRetention.valueOf(cleanupMode.name()));
    }

    @Deprecated
    public void enableExternalizedCheckpoints(ExternalizedCheckpointCleanup cleanupMode) {
        setExternalizedCheckpointCleanup(cleanupMode);
    }

    @Deprecated
    public ExternalizedCheckpointCleanup getExternalizedCheckpointCleanup() {
        return ExternalizedCheckpointCleanup.valueOf(
                getExternalizedCheckpointRetention().name());
    }

    /** Where checkpoints lie, a path of any file system. */
    public void setCheckpointStorage(String checkpointDirectory) {
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpointDirectory);
    }

    public void setCheckpointStorage(Path checkpointDirectory) {
        setCheckpointStorage(checkpointDirectory.toString());
    }

    /** Null if the program does not say. */
    public @Nullable String getCheckpointDirectory() {
        return configuration
                .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                .orElse(null);
    }

    /** Takes over what {@code settings} sets. */
    public void configure(ReadableConfig settings) {
        settings.getOptional(CheckpointingOptions.CHECKPOINTING_INTERVAL)
                .ifPresent(interval -> setCheckpointInterval(interval.toMillis()));
        settings.getOptional(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE)
                .ifPresent(this::setCheckpointingConsistencyMode);
        settings.getOptional(CheckpointingOptions.CHECKPOINTING_TIMEOUT)
                .ifPresent(timeout -> setCheckpointTimeout(timeout.toMillis()));
        settings.getOptional(CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS)
                .ifPresent(pause -> setMinPauseBetweenCheckpoints(pause.toMillis()));
        settings.getOptional(CheckpointingOptions.MAX_CONCURRENT_CHECKPOINTS)
                .ifPresent(this::setMaxConcurrentCheckpoints);
        settings.getOptional(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER)
                .ifPresent(this::setTolerableCheckpointFailureNumber);
        settings.getOptional(CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION)
                .ifPresent(this::setExternalizedCheckpointRetention);
        settings.getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY).ifPresent(this::setCheckpointStorage);
    }

    /** As {@code storage} says. */
    public void setCheckpointStorage(CheckpointStorage storage) {
        storage.writeTo(configuration);
        this.storage = storage;
    }

    public void setCheckpointStorage(URI checkpointDirectory) {
        setCheckpointStorage(checkpointDirectory.toString());
    }

    /** As an object set it; null if none did. */
    public @Nullable CheckpointStorage getCheckpointStorage() {
        return storage;
    }

    // ------------------------------------------------------------------ older words

    /** True if the first failed checkpoint fails the job. */
    @Deprecated
    public boolean isFailOnCheckpointingErrors() {
        return getTolerableCheckpointFailureNumber() == 0;
    }

    /** False tolerates any number of failed checkpoints. */
    @Deprecated
    public void setFailOnCheckpointingErrors(boolean failOnCheckpointingErrors) {
        setTolerableCheckpointFailureNumber(failOnCheckpointingErrors ? 0 : Integer.MAX_VALUE);
    }

    @Deprecated
    public boolean isForceCheckpointing() {
        return force;
    }

    /** Changes nothing: programs with loops are checkpointed, records on their way back included, without force. */
    @Deprecated
    public void setForceCheckpointing(boolean forceCheckpointing) {
        force = forceCheckpointing;
    }

    // ------------------------------------------------------------------ unaligned checkpoints

    public void enableUnalignedCheckpoints() {
        enableUnalignedCheckpoints(true);
    }

    /** Checkpoints here always align; the wish is kept, and a warning says so. */
    public void enableUnalignedCheckpoints(boolean enabled) {
        unaligned = enabled;
        warnIf(enabled, "unaligned checkpoints");
    }

    public boolean isUnalignedCheckpointsEnabled() {
        return unaligned;
    }

    /** As {@link #enableUnalignedCheckpoints(boolean)}: a wish that is kept. */
    public void setForceUnalignedCheckpoints(boolean forceUnalignedCheckpoints) {
        forceUnaligned = forceUnalignedCheckpoints;
        warnIf(forceUnalignedCheckpoints, "unaligned checkpoints by force");
    }

    public boolean isForceUnalignedCheckpoints() {
        return forceUnaligned;
    }

    /** As {@link #enableUnalignedCheckpoints(boolean)}: a wish that is kept. */
    public void setAlignedCheckpointTimeout(Duration alignedCheckpointTimeout) {
        alignedTimeout = alignedCheckpointTimeout;
        warnIf(!alignedCheckpointTimeout.isZero(), "a time after which a checkpoint no longer aligns");
    }

    public Duration getAlignedCheckpointTimeout() {
        return alignedTimeout;
    }

    @Deprecated
    public void setAlignmentTimeout(Duration alignmentTimeout) {
        setAlignedCheckpointTimeout(alignmentTimeout);
    }

    @Deprecated
    public Duration getAlignmentTimeout() {
        return getAlignedCheckpointTimeout();
    }

    private static void warnIf(boolean wanted, String what) {
        if (wanted) {
            LOG.warn("The program asks for {}: checkpoints here always align, the results are the same.", what);
        }
    }
}
