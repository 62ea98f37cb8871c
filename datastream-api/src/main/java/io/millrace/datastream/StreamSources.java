package io.millrace.datastream;

import io.millrace.dataflow.eventtime.WatermarkStrategy;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.FileInputFormat;
import io.millrace.dataflow.io.FilePathFilter;
import io.millrace.dataflow.io.InputFormat;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.types.Types;
import io.millrace.dataflow.util.SplittableIterator;
import io.millrace.datastream.functions.source.FileProcessingMode;
import io.millrace.datastream.functions.source.FromIteratorFunction;
import io.millrace.datastream.functions.source.FromSplittableIteratorFunction;
import io.millrace.datastream.functions.source.SocketTextStreamFunction;
import io.millrace.datastream.functions.source.SourceFunction;
import io.millrace.datastream.source.Source;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;

/** The part of an environment that makes streams: from collections, files, sockets, formats and sources. */
abstract class StreamSources {
    /** This object, which is an environment. */
    abstract StreamExecutionEnvironment environment();

    /** A stream of these elements, in order; none may be null. */
    @SafeVarargs
    public final <T> DataStreamSource<T> fromElements(T... data) {
        if (data.length == 0) {
            throw new IllegalArgumentException("fromElements needs at least one element as argument");
        }
        return fromCollection(Arrays.asList(data));
    }

    @SafeVarargs
    public final <T> DataStreamSource<T> fromElements(Class<T> type, T... data) {
        return fromCollection(Arrays.asList(data), TypeInformation.of(type));
    }

    /** A stream of these elements, in order; none may be null. */
    @SafeVarargs
    public final <T> DataStreamSource<T> fromData(T... data) {
        return fromElements(data);
    }

    @SafeVarargs
    public final <T> DataStreamSource<T> fromData(TypeInformation<T> typeInfo, T... data) {
        return fromCollection(Arrays.asList(data), typeInfo);
    }

    @SafeVarargs
    public final <T> DataStreamSource<T> fromData(Class<T> type, T... data) {
        return fromElements(type, data);
    }

    public <T> DataStreamSource<T> fromData(Collection<T> data) {
        return fromCollection(data);
    }

    public <T> DataStreamSource<T> fromData(Collection<T> data, TypeInformation<T> typeInfo) {
        return fromCollection(data, typeInfo);
    }

    /** A stream of these elements, in order; there must be some, and none may be null. */
    public <T> DataStreamSource<T> fromCollection(Collection<T> data) {
        if (data.isEmpty()) {
            throw new IllegalArgumentException(
                    "Collection must not be empty; give a TypeInformation for one that may be");
        }
        return fromCollection(data, OutputTypes.ofElements(data));
    }

    public <T> DataStreamSource<T> fromCollection(Collection<T> data, TypeInformation<T> typeInfo) {
        return Sources.elements(environment(), data, typeInfo);
    }

    /** A stream of what the serialisable iterator gives. */
    public <T> DataStreamSource<T> fromCollection(Iterator<T> data, Class<T> type) {
        return fromCollection(data, TypeInformation.of(type));
    }

    public <T> DataStreamSource<T> fromCollection(Iterator<T> data, TypeInformation<T> typeInfo) {
        return Sources.function(environment(), new FromIteratorFunction<>(data), "Collection Source", typeInfo, false);
    }

    /** A stream whose parallel instances give a part of the iterator each. */
    public <T> DataStreamSource<T> fromParallelCollection(SplittableIterator<T> iterator, Class<T> type) {
        return fromParallelCollection(iterator, TypeInformation.of(type));
    }

    public <T> DataStreamSource<T> fromParallelCollection(SplittableIterator<T> iterator, TypeInformation<T> typeInfo) {
        return Sources.function(
                environment(),
                new FromSplittableIteratorFunction<>(iterator),
                "Parallel Collection Source",
                typeInfo,
                false);
    }

    /** The numbers from {@code from} to {@code to}, both inclusive. */
    public DataStreamSource<Long> fromSequence(long from, long to) {
        return Sources.sequence(environment(), from, to);
    }

    @Deprecated
    public DataStreamSource<Long> generateSequence(long from, long to) {
        return fromSequence(from, to);
    }

    /** The lines of a file, or of the files of a directory, in UTF-8. */
    public DataStreamSource<String> readTextFile(String filePath) {
        return readTextFile(filePath, "UTF-8");
    }

    public DataStreamSource<String> readTextFile(String filePath, String charsetName) {
        return Sources.textFile(environment(), filePath, charsetName);
    }

    /** The records of a file format, read once. */
    public <OUT> DataStreamSource<OUT> readFile(FileInputFormat<OUT> inputFormat, String filePath) {
        inputFormat.setFilePath(new Path(filePath));
        return createInput(inputFormat);
    }

    /**
     * The records of a file format, read once, or again and again: then new files, and those that have changed, are read
     * whole.
     *
     * @param interval between two looks at the path, in milliseconds, at least 1
     */
    public <OUT> DataStreamSource<OUT> readFile(
            FileInputFormat<OUT> inputFormat, String filePath, FileProcessingMode watchType, long interval) {
        return readFile(inputFormat, filePath, watchType, interval, OutputTypes.of(inputFormat, InputFormat.class, 0));
    }

    @Deprecated
    public <OUT> DataStreamSource<OUT> readFile(
            FileInputFormat<OUT> inputFormat,
            String filePath,
            FileProcessingMode watchType,
            long interval,
            FilePathFilter filter) {
        inputFormat.setFilesFilter(filter);
        return readFile(inputFormat, filePath, watchType, interval);
    }

    public <OUT> DataStreamSource<OUT> readFile(
            FileInputFormat<OUT> inputFormat,
            String filePath,
            FileProcessingMode watchType,
            long interval,
            TypeInformation<OUT> typeInformation) {
        inputFormat.setFilePath(new Path(filePath));
        return watchType == FileProcessingMode.PROCESS_ONCE
                ? createInput(inputFormat, typeInformation)
                : Sources.watchedFiles(environment(), inputFormat, interval, typeInformation);
    }

    /** The lines that a socket sends. */
    public DataStreamSource<String> socketTextStream(String hostname, int port) {
        return socketTextStream(hostname, port, "\n");
    }

    public DataStreamSource<String> socketTextStream(String hostname, int port, String delimiter) {
        return socketTextStream(hostname, port, delimiter, 0);
    }

    @Deprecated
    public DataStreamSource<String> socketTextStream(String hostname, int port, char delimiter) {
        return socketTextStream(hostname, port, delimiter, 0);
    }

    @Deprecated
    public DataStreamSource<String> socketTextStream(String hostname, int port, char delimiter, long maxRetry) {
        return socketTextStream(hostname, port, String.valueOf(delimiter), maxRetry);
    }

    /** @param maxRetry how often to connect again when the connection is lost; -1 for ever */
    public DataStreamSource<String> socketTextStream(String hostname, int port, String delimiter, long maxRetry) {
        return addSource(
                new SocketTextStreamFunction(hostname, port, delimiter, maxRetry), "Socket Stream", Types.STRING);
    }

    /** The records of an input format, its splits given out by the JobManager. */
    public <OUT> DataStreamSource<OUT> createInput(InputFormat<OUT, ?> inputFormat) {
        return createInput(inputFormat, OutputTypes.of(inputFormat, InputFormat.class, 0));
    }

    public <OUT> DataStreamSource<OUT> createInput(InputFormat<OUT, ?> inputFormat, TypeInformation<OUT> typeInfo) {
        return Sources.inputFormat(environment(), inputFormat, typeInfo, "Custom File Source");
    }

    public <OUT> DataStreamSource<OUT> addSource(SourceFunction<OUT> function) {
        return addSource(function, "Custom Source");
    }

    public <OUT> DataStreamSource<OUT> addSource(SourceFunction<OUT> function, String sourceName) {
        return addSource(function, sourceName, OutputTypes.of(function, SourceFunction.class, 0));
    }

    public <OUT> DataStreamSource<OUT> addSource(SourceFunction<OUT> function, TypeInformation<OUT> typeInfo) {
        return addSource(function, "Custom Source", typeInfo);
    }

    /** A source that owns its loop; parallel only if it is a {@code ParallelSourceFunction}. */
    public <OUT> DataStreamSource<OUT> addSource(
            SourceFunction<OUT> function, String sourceName, TypeInformation<OUT> typeInfo) {
        return Sources.function(environment(), function, sourceName, typeInfo, true);
    }

    public <T> DataStreamSource<T> fromSource(
            Source<T, ?, ?> source, WatermarkStrategy<T> timestampsAndWatermarks, String sourceName) {
        return fromSource(source, timestampsAndWatermarks, sourceName, OutputTypes.of(source, Source.class, 0));
    }

    public <T> DataStreamSource<T> fromSource(
            Source<T, ?, ?> source,
            WatermarkStrategy<T> timestampsAndWatermarks,
            String sourceName,
            TypeInformation<T> typeInfo) {
        return Sources.source(environment(), source, timestampsAndWatermarks, sourceName, typeInfo);
    }
}
