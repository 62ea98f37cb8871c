package io.millrace.datastream.source.datagen;

import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.source.Boundedness;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceReader;
import io.millrace.datastream.source.SourceReaderContext;
import io.millrace.datastream.source.SplitEnumerator;
import io.millrace.datastream.source.SplitEnumeratorContext;
import io.millrace.datastream.source.lib.NumberSequenceSource;
import io.millrace.datastream.source.ratelimit.RateLimiterStrategy;
import java.util.Collection;

/** Records made of the numbers from 0 to a count, in parallel parts. */
public class DataGeneratorSource<OUT>
        implements Source<
                        OUT,
                        NumberSequenceSource.NumberSequenceSplit,
                        Collection<NumberSequenceSource.NumberSequenceSplit>>,
                ResultTypeQueryable<OUT> {
    private static final long serialVersionUID = 1L;

    private final GeneratorFunction<Long, OUT> generator;
    private final TypeInformation<OUT> type;
    private final NumberSequenceSource numbers;
    private final RateLimiterStrategy rates;

    /** @param count how many records, 1 or more */
    public DataGeneratorSource(
            GeneratorFunction<Long, OUT> generatorFunction, long count, TypeInformation<OUT> typeInfo) {
        this(generatorFunction, count, RateLimiterStrategy.noOp(), typeInfo);
    }

    /** @param rateLimiterStrategy how fast records come */
    public DataGeneratorSource(
            GeneratorFunction<Long, OUT> generatorFunction,
            long count,
            RateLimiterStrategy rateLimiterStrategy,
            TypeInformation<OUT> typeInfo) {
        this.rates = rateLimiterStrategy;
        this.generator = generatorFunction;
        this.type = typeInfo;
        this.numbers = new NumberSequenceSource(0, count - 1);
    }

    @Override
    public TypeInformation<OUT> getProducedType() {
        return type;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<OUT, NumberSequenceSource.NumberSequenceSplit> createReader(SourceReaderContext readerContext)
            throws Exception {
        generator.open(readerContext);
        return new GeneratingReader<>(
                numbers.createReader(readerContext),
                generator,
                rates.createRateLimiter(readerContext.currentParallelism()));
    }

    @Override
    public SplitEnumerator<
                    NumberSequenceSource.NumberSequenceSplit, Collection<NumberSequenceSource.NumberSequenceSplit>>
            createEnumerator(SplitEnumeratorContext<NumberSequenceSource.NumberSequenceSplit> enumContext) {
        return numbers.createEnumerator(enumContext);
    }

    @Override
    public SplitEnumerator<
                    NumberSequenceSource.NumberSequenceSplit, Collection<NumberSequenceSource.NumberSequenceSplit>>
            restoreEnumerator(
                    SplitEnumeratorContext<NumberSequenceSource.NumberSequenceSplit> enumContext,
                    Collection<NumberSequenceSource.NumberSequenceSplit> checkpoint) {
        return numbers.restoreEnumerator(enumContext, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<NumberSequenceSource.NumberSequenceSplit> getSplitSerializer() {
        return numbers.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<Collection<NumberSequenceSource.NumberSequenceSplit>>
            getEnumeratorCheckpointSerializer() {
        return numbers.getEnumeratorCheckpointSerializer();
    }
}
