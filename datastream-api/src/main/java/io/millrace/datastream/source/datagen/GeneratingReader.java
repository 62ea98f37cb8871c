package io.millrace.datastream.source.datagen;

import io.millrace.dataflow.eventtime.Watermark;
import io.millrace.dataflow.io.InputStatus;
import io.millrace.dataflow.util.FlinkRuntimeException;
import io.millrace.datastream.source.ReaderOutput;
import io.millrace.datastream.source.SourceOutput;
import io.millrace.datastream.source.SourceReader;
import io.millrace.datastream.source.SourceSplit;
import io.millrace.datastream.source.ratelimit.RateLimiter;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Reads numbers, and emits what the generator makes of them. */
final class GeneratingReader<OUT, SplitT extends SourceSplit> implements SourceReader<OUT, SplitT> {
    private final SourceReader<Long, SplitT> numbers;
    private final GeneratorFunction<Long, OUT> generator;
    private @Nullable Generating<OUT> generating;

    private final RateLimiter limiter;
    private @Nullable CompletableFuture<Void> permit;

    GeneratingReader(SourceReader<Long, SplitT> numbers, GeneratorFunction<Long, OUT> generator, RateLimiter limiter) {
        this.numbers = numbers;
        this.generator = generator;
        this.limiter = limiter;
    }

    @Override
    public void start() {
        numbers.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<OUT> output) throws Exception {
        Generating<OUT> known = generating;
        if (known == null) {
            known = new Generating<>(output, generator);
            generating = known;
        }
        CompletableFuture<Void> mayEmit = permit;
        if (mayEmit == null) {
            mayEmit = limiter.acquire().toCompletableFuture();
            permit = mayEmit;
        }
        if (!mayEmit.isDone()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        long before = known.emitted;
        InputStatus status = numbers.pollNext(known);
        if (known.emitted > before) {
            permit = null;
        }
        return status;
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        limiter.notifyCheckpointComplete(checkpointId);
        numbers.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public List<SplitT> snapshotState(long checkpointId) {
        return numbers.snapshotState(checkpointId);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        CompletableFuture<Void> awaited = permit;
        return awaited == null || awaited.isDone() ? numbers.isAvailable() : awaited;
    }

    @Override
    public void addSplits(List<SplitT> splits) {
        numbers.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
        numbers.notifyNoMoreSplits();
    }

    @Override
    public void close() throws Exception {
        generator.close();
        numbers.close();
    }

    private static final class Generating<OUT> implements ReaderOutput<Long> {
        private final ReaderOutput<OUT> output;
        private final GeneratorFunction<Long, OUT> generator;
        private long emitted;

        Generating(ReaderOutput<OUT> output, GeneratorFunction<Long, OUT> generator) {
            this.output = output;
            this.generator = generator;
        }

        private OUT made(Long number) {
            emitted++;
            try {
                return generator.map(number);
            } catch (Exception e) {
                throw new FlinkRuntimeException("A record could not be generated of the number " + number, e);
            }
        }

        @Override
        public void collect(Long number) {
            output.collect(made(number));
        }

        @Override
        public void collect(Long number, long timestamp) {
            output.collect(made(number), timestamp);
        }

        @Override
        public void emitWatermark(Watermark watermark) {
            output.emitWatermark(watermark);
        }

        @Override
        public void markIdle() {
            output.markIdle();
        }

        @Override
        public void markActive() {
            output.markActive();
        }

        @Override
        public SourceOutput<Long> createOutputForSplit(String splitId) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String splitId) {}
    }
}
