package io.millrace.datastream;

import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.fs.FileSystem.WriteMode;
import io.millrace.dataflow.fs.Path;
import io.millrace.dataflow.io.OutputFormat;
import io.millrace.dataflow.serialization.SerializationSchema;
import io.millrace.dataflow.types.InputTypeConfigurable;
import io.millrace.dataflow.util.CloseableIterator;
import io.millrace.datastream.functions.sink.SinkFunction;
import io.millrace.datastream.functions.sink.SocketClientSink;
import io.millrace.datastream.functions.sink.filesystem.StreamingFileSink;
import io.millrace.datastream.plan.StepFactory;
import io.millrace.datastream.runtime.FieldsOutputFormat;
import io.millrace.datastream.runtime.LineOutputFormat;
import io.millrace.datastream.runtime.SinkFunctionFactory;
import io.millrace.datastream.runtime.SinkSteps;
import io.millrace.datastream.sink.Sink;
import io.millrace.datastream.sink.SupportsPreWriteTopology;
import io.millrace.operators.sink.OutputFormatCoordinatorFactory;
import io.millrace.operators.sink.OutputFormatSinkFactory;
import io.millrace.operators.sink.PrintSinkFactory;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The part of a stream that takes records out of a program: sinks, files, and results for the client. */
abstract class StreamOutputs<T> {
    /** This object, which is a stream. */
    abstract DataStream<T> stream();

    // ------------------------------------------------------------------ sinks

    /** Prints each record on the standard output of the process that runs the instance. */
    public DataStreamSink<T> print() {
        return print("");
    }

    public DataStreamSink<T> print(String sinkIdentifier) {
        return stream().sink("Print to Std. Out", context -> new PrintSinkFactory(sinkIdentifier, false));
    }

    public DataStreamSink<T> printToErr() {
        return printToErr("");
    }

    public DataStreamSink<T> printToErr(String sinkIdentifier) {
        return stream().sink("Print to Std. Err", context -> new PrintSinkFactory(sinkIdentifier, true));
    }

    public DataStreamSink<T> sinkTo(Sink<T> sink) {
        stream().getExecutionEnvironment().clean(sink);
        return beforeWriters(sink).sink("Writer", SinkSteps.of(sink));
    }

    @SuppressWarnings("unchecked")
    private DataStream<T> beforeWriters(Sink<T> sink) {
        return sink instanceof SupportsPreWriteTopology<?> prepares
                ? ((SupportsPreWriteTopology<T>) prepares).addPreWriteTopology(stream())
                : stream();
    }

    @SuppressWarnings("deprecation")
    public DataStreamSink<T> addSink(SinkFunction<T> sinkFunction) {
        if (sinkFunction instanceof StreamingFileSink<T> files) {
            return sinkTo(files.toSink());
        }
        stream().node().refine(sinkFunction, SinkFunction.class, 0);
        stream().getExecutionEnvironment().clean(sinkFunction);
        return stream().sink("Unnamed", context -> new SinkFunctionFactory<>(sinkFunction, context.batch()));
    }

    /** Writes each record's text as a line; a file at parallelism 1, else a directory. */
    @Deprecated
    public DataStreamSink<T> writeAsText(String path) {
        return writeUsingOutputFormat(new LineOutputFormat<>(new Path(path)));
    }

    @Deprecated
    public DataStreamSink<T> writeAsText(String path, WriteMode writeMode) {
        LineOutputFormat<T> format = new LineOutputFormat<>(new Path(path));
        format.setWriteMode(writeMode);
        return writeUsingOutputFormat(format);
    }

    /** Writes tuples as lines of comma-separated fields. */
    @Deprecated
    public DataStreamSink<T> writeAsCsv(String path) {
        return writeAsCsv(path, null, "\n", ",");
    }

    @Deprecated
    public DataStreamSink<T> writeAsCsv(String path, WriteMode writeMode) {
        return writeAsCsv(path, writeMode, "\n", ",");
    }

    @Deprecated
    public DataStreamSink<T> writeAsCsv(
            String path, @Nullable WriteMode writeMode, String rowDelimiter, String fieldDelimiter) {
        if (!stream().getType().isTupleType()) {
            throw new IllegalArgumentException("The writeAsCsv() method can only be used on data streams of tuples.");
        }
        FieldsOutputFormat<T> format = new FieldsOutputFormat<>(new Path(path), rowDelimiter, fieldDelimiter);
        if (writeMode != null) {
            format.setWriteMode(writeMode);
        }
        return writeUsingOutputFormat(format);
    }

    /** Writes each record's bytes to a server, which must be listening; one instance does. */
    public DataStreamSink<T> writeToSocket(String hostName, int port, SerializationSchema<T> schema) {
        return addSink(new SocketClientSink<>(hostName, port, schema, 0)).setParallelism(1);
    }

    @Deprecated
    public DataStreamSink<T> writeUsingOutputFormat(OutputFormat<T> format) {
        stream().getExecutionEnvironment().clean(format);
        if (format instanceof InputTypeConfigurable typed) {
            typed.setInputType(
                    stream().getType(), stream().getExecutionEnvironment().getConfig());
        }
        return stream()
                .sink(
                        "Unnamed",
                        StepFactory.with(
                                context -> new OutputFormatSinkFactory<>(format),
                                context -> new OutputFormatCoordinatorFactory(format)));
    }

    // ------------------------------------------------------------------ results for the client

    /** Runs the program; the iterator gives this stream's records as they come. Close it: that ends the job. */
    public CloseableIterator<T> executeAndCollect() throws Exception {
        return executeAndCollect("DataStream Collect");
    }

    public CloseableIterator<T> executeAndCollect(String jobExecutionName) throws Exception {
        CollectedStream<T> collected = CollectedStream.of(stream());
        JobClient unused = stream().getExecutionEnvironment().executeAsync(jobExecutionName);
        return collected;
    }

    /** This stream's records as they come, once the program runs: call {@code execute} or {@code executeAsync} after this. */
    public CloseableIterator<T> collectAsync() {
        return CollectedStream.of(stream());
    }

    /** As the other; {@code collector} has the records. */
    public void collectAsync(DataStream.Collector<T> collector) {
        collector.take(collectAsync());
    }

    /** Runs the program until there are {@code limit} records of this stream, or it ends. */
    public List<T> executeAndCollect(int limit) throws Exception {
        return executeAndCollect("DataStream Collect", limit);
    }

    public List<T> executeAndCollect(String jobExecutionName, int limit) throws Exception {
        if (limit < 1) {
            throw new IllegalArgumentException("Limit must be greater than 0, but is " + limit);
        }
        List<T> results = new ArrayList<>();
        try (CloseableIterator<T> records = executeAndCollect(jobExecutionName)) {
            while (results.size() < limit && records.hasNext()) {
                results.add(records.next());
            }
        }
        return results;
    }
}
