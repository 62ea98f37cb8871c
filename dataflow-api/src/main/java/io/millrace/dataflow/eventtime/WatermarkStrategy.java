package io.millrace.dataflow.eventtime;

import java.time.Duration;
import java.util.Objects;

/**
 * How a source finds its records' timestamps and makes watermarks. Start with one of the static methods, go on with the
 * {@code with...} methods: {@code WatermarkStrategy.<Order>forBoundedOutOfOrderness(Duration.ofSeconds(5))
 * .withTimestampAssigner((order, previous) -> order.time())}.
 */
public interface WatermarkStrategy<T> extends TimestampAssignerSupplier<T>, WatermarkGeneratorSupplier<T> {
    @Override
    WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context);

    /** Keeps the source's timestamps unless {@code withTimestampAssigner} gives another assigner. */
    @Override
    default TimestampAssigner<T> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return new RecordTimestampAssigner<>();
    }

    /** This strategy with the supplier's timestamp assigners. */
    default WatermarkStrategy<T> withTimestampAssigner(TimestampAssignerSupplier<T> timestampAssigner) {
        Objects.requireNonNull(timestampAssigner, "timestampAssigner");
        return new WatermarkStrategyWithTimestampAssigner<>(this, timestampAssigner);
    }

    /** This strategy with that timestamp assigner. */
    default WatermarkStrategy<T> withTimestampAssigner(SerializableTimestampAssigner<T> timestampAssigner) {
        Objects.requireNonNull(timestampAssigner, "timestampAssigner");
        return new WatermarkStrategyWithTimestampAssigner<>(this, TimestampAssignerSupplier.of(timestampAssigner));
    }

    /** This strategy; an input without records for {@code idleTimeout} (more than 0) is marked idle. */
    default WatermarkStrategy<T> withIdleness(Duration idleTimeout) {
        if (idleTimeout.isZero() || idleTimeout.isNegative()) {
            throw new IllegalArgumentException("Idle timeout: expected=more than 0, actual=" + idleTimeout);
        }
        return new WatermarkStrategyWithIdleness<>(this, idleTimeout);
    }

    /** Timestamps never go back. */
    static <T> WatermarkStrategy<T> forMonotonousTimestamps() {
        return context -> new AscendingTimestampsWatermarks<>();
    }

    /** A record is at most {@code maxOutOfOrderness} behind the highest timestamp before it. */
    static <T> WatermarkStrategy<T> forBoundedOutOfOrderness(Duration maxOutOfOrderness) {
        return context -> new BoundedOutOfOrdernessWatermarks<>(maxOutOfOrderness);
    }

    /** The supplier's generators. */
    static <T> WatermarkStrategy<T> forGenerator(WatermarkGeneratorSupplier<T> generatorSupplier) {
        return generatorSupplier::createWatermarkGenerator;
    }

    /** No watermarks: for programs in processing time. */
    static <T> WatermarkStrategy<T> noWatermarks() {
        return context -> new NoWatermarksGenerator<>();
    }
}
