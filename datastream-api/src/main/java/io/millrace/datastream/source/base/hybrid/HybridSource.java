package io.millrace.datastream.source.base.hybrid;

import io.millrace.dataflow.io.SimpleVersionedSerializer;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.source.Boundedness;
import io.millrace.datastream.source.Source;
import io.millrace.datastream.source.SourceReader;
import io.millrace.datastream.source.SourceReaderContext;
import io.millrace.datastream.source.SplitEnumerator;
import io.millrace.datastream.source.SplitEnumeratorContext;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads several sources one after the other, such as files of the past and then a stream of what comes: the next one begins
 * when all subtasks have read the one before to its end. It may be made only then, and learn from the enumerator of the one
 * before where that ended ({@link SourceFactory}).
 *
 * <pre>{@code
 * HybridSource<String> source = HybridSource.builder(files).addSource(topic).build();
 * }</pre>
 *
 * <p>A checkpoint has the source of the moment itself, so that a job that goes on from it reads that very source, even if it was
 * made by a factory.
 */
public class HybridSource<T>
        implements Source<T, HybridSourceSplit, HybridSourceEnumeratorState>, ResultTypeQueryable<T> {
    private static final long serialVersionUID = 1L;

    /** Makes a source when it is needed; {@code context} gives the enumerator of the one before. */
    @FunctionalInterface
    @SuppressWarnings("rawtypes")
    public interface SourceFactory<T, SourceT extends Source<T, ?, ?>, FromEnumT extends SplitEnumerator>
            extends Serializable {
        SourceT create(SourceSwitchContext<FromEnumT> context);
    }

    /** What a factory may ask for. */
    public interface SourceSwitchContext<EnumT> {
        /** Of the source before, which has been read to its end; null for the first source. */
        EnumT getPreviousEnumerator();
    }

    /** A source, or what makes it. */
    record Entry(SourceFactory<?, ?, ?> factory, Boundedness boundedness) implements Serializable {
        private static final long serialVersionUID = 1L;
    }

    private final List<Entry> sources;
    private final @Nullable TypeInformation<T> type;

    private HybridSource(List<Entry> sources, @Nullable TypeInformation<T> type) {
        this.sources = List.copyOf(sources);
        this.type = type;
    }

    /** @param firstSource must be bounded if others are added */
    @SuppressWarnings({"rawtypes", "unchecked"})
    public static <T, EnumT extends SplitEnumerator> HybridSourceBuilder<T, EnumT> builder(
            Source<T, ?, ?> firstSource) {
        HybridSourceBuilder<T, EnumT> builder = new HybridSourceBuilder<>();
        if (firstSource instanceof ResultTypeQueryable<?> typed) {
            builder.type = (TypeInformation<T>) typed.getProducedType();
        }
        return builder.addSource(firstSource);
    }

    @Override
    public Boundedness getBoundedness() {
        return sources.get(sources.size() - 1).boundedness();
    }

    @Override
    public SourceReader<T, HybridSourceSplit> createReader(SourceReaderContext readerContext) {
        return new HybridSourceReader<>(readerContext);
    }

    @Override
    public SplitEnumerator<HybridSourceSplit, HybridSourceEnumeratorState> createEnumerator(
            SplitEnumeratorContext<HybridSourceSplit> enumContext) {
        return new HybridSourceEnumerator(enumContext, sources, null);
    }

    @Override
    public SplitEnumerator<HybridSourceSplit, HybridSourceEnumeratorState> restoreEnumerator(
            SplitEnumeratorContext<HybridSourceSplit> enumContext, HybridSourceEnumeratorState checkpoint) {
        return new HybridSourceEnumerator(enumContext, sources, checkpoint);
    }

    @Override
    public SimpleVersionedSerializer<HybridSourceSplit> getSplitSerializer() {
        return new HybridSourceSplit.Serializer();
    }

    @Override
    public SimpleVersionedSerializer<HybridSourceEnumeratorState> getEnumeratorCheckpointSerializer() {
        return new HybridSourceEnumeratorState.Serializer();
    }

    /** That of the first source, if it says one. */
    @Override
    @SuppressWarnings("NullAway") // null: the types' own search goes on
    public TypeInformation<T> getProducedType() {
        return type;
    }

    /**
     * Adds sources in the order in which they are read.
     *
     * @param <EnumT> the enumerator of the source that was added last
     */
    @SuppressWarnings("rawtypes")
    public static class HybridSourceBuilder<T, EnumT extends SplitEnumerator> implements Serializable {
        private static final long serialVersionUID = 1L;

        private final List<Entry> sources = new ArrayList<>();
        private @Nullable TypeInformation<T> type;

        private HybridSourceBuilder() {}

        public <ToEnumT extends SplitEnumerator, NextSourceT extends Source<T, ?, ?>>
                HybridSourceBuilder<T, ToEnumT> addSource(NextSourceT source) {
            return addSource(context -> source, source.getBoundedness());
        }

        /**
         * Adds a source that is made when those before it have come to their end.
         *
         * @param boundedness what the source will be
         * @throws IllegalArgumentException if a source before it is not bounded
         */
        @SuppressWarnings("unchecked")
        public <ToEnumT extends SplitEnumerator, NextSourceT extends Source<T, ?, ?>>
                HybridSourceBuilder<T, ToEnumT> addSource(
                        SourceFactory<T, NextSourceT, ? super EnumT> sourceFactory, Boundedness boundedness) {
            int before = sources.size() - 1;
            if (before >= 0 && sources.get(before).boundedness() != Boundedness.BOUNDED) {
                throw new IllegalArgumentException("All sources except the final source need to be bounded: source "
                        + before + " (from 0) is not, and a source was added behind it.");
            }
            sources.add(new Entry(sourceFactory, boundedness));
            return (HybridSourceBuilder<T, ToEnumT>) this;
        }

        public HybridSource<T> build() {
            return new HybridSource<>(sources, type);
        }
    }
}
