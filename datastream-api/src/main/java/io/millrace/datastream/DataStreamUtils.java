package io.millrace.datastream;

import io.millrace.dataflow.execution.JobClient;
import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.OutputTypes;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataflow.util.CloseableIterator;
import io.millrace.datastream.operators.collect.ClientAndIterator;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What is seldom done with streams: collecting them beside their job, and taking them for keyed as they are. */
public final class DataStreamUtils {
    private static final String DEFAULT_JOB_NAME = "Data Stream Collect";

    private DataStreamUtils() {}

    /** Runs the program; gives the stream's records as they come. */
    @Deprecated
    public static <OUT> Iterator<OUT> collect(DataStream<OUT> stream) {
        return collect(stream, DEFAULT_JOB_NAME);
    }

    @Deprecated
    public static <OUT> Iterator<OUT> collect(DataStream<OUT> stream, String executionJobName) {
        try {
            return stream.executeAndCollect(executionJobName);
        } catch (Exception e) {
            throw new RuntimeException("Failed to execute data stream", e);
        }
    }

    /** As the other; with the job that makes the records. */
    @Deprecated
    public static <OUT> ClientAndIterator<OUT> collectWithClient(DataStream<OUT> stream, String jobExecutionName)
            throws Exception {
        CloseableIterator<OUT> records = stream.collectAsync();
        JobClient client = stream.getExecutionEnvironment().executeAsync(jobExecutionName);
        return new ClientAndIterator<>(client, records);
    }

    /** Runs the program to its end; all records of the stream. */
    @Deprecated
    public static <E> List<E> collectBoundedStream(DataStream<E> stream, String jobName) throws Exception {
        List<E> all = new ArrayList<>();
        try (CloseableIterator<E> records = stream.executeAndCollect(jobName)) {
            records.forEachRemaining(all::add);
        }
        return all;
    }

    /** Runs the program until the stream had {@code numElements} records, and cancels it. */
    @Deprecated
    public static <E> List<E> collectUnboundedStream(DataStream<E> stream, int numElements, String jobName)
            throws Exception {
        try (ClientAndIterator<E> running = collectWithClient(stream, jobName)) {
            return collectRecordsFromUnboundedStream(running, numElements);
        }
    }

    /** @throws IllegalStateException if the stream ends before there are {@code numElements} records */
    @Deprecated
    public static <E> List<E> collectRecordsFromUnboundedStream(ClientAndIterator<E> client, int numElements) {
        List<E> records = new ArrayList<>(numElements);
        while (records.size() < numElements && client.iterator.hasNext()) {
            records.add(client.iterator.next());
        }
        if (records.size() < numElements) {
            throw new IllegalStateException("The stream ended before reaching the requested " + numElements
                    + " records. Only " + records.size() + " records were received.");
        }
        return records;
    }

    /**
     * The stream keyed, without an exchange: its records must lie as {@code keyBy} with the same selector and parallelism
     * would lay them, or state is lost when the job goes on from a checkpoint.
     */
    public static <T, K> KeyedStream<T, K> reinterpretAsKeyedStream(
            DataStream<T> stream, KeySelector<T, K> keySelector) {
        return reinterpretAsKeyedStream(
                stream, keySelector, OutputTypes.of(keySelector, KeySelector.class, 1, stream.getType()));
    }

    public static <T, K> KeyedStream<T, K> reinterpretAsKeyedStream(
            DataStream<T> stream, KeySelector<T, K> keySelector, TypeInformation<K> typeInfo) {
        stream.getExecutionEnvironment().clean(keySelector);
        return KeyedStream.asItLies(stream, keySelector, typeInfo);
    }
}
