package io.millrace.dataset.hadoop.mapreduce;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.io.InputSplitAssigner;
import io.millrace.dataflow.io.LocatableInputSplitAssigner;
import io.millrace.dataflow.io.RichInputFormat;
import io.millrace.dataflow.io.statistics.BaseStatistics;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.ResultTypeQueryable;
import io.millrace.dataflow.types.TupleTypeInfo;
import io.millrace.dataflow.types.TypeExtractor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.dataset.hadoop.FormatParts;
import io.millrace.dataset.hadoop.HadoopCalls;
import io.millrace.dataset.hadoop.mapreduce.wrapper.HadoopInputSplit;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Objects;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.mapreduce.InputFormat;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.Job;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobID;
import org.apache.hadoop.mapreduce.RecordReader;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import org.apache.hadoop.mapreduce.TaskAttemptID;
import org.apache.hadoop.mapreduce.task.JobContextImpl;
import org.apache.hadoop.mapreduce.task.TaskAttemptContextImpl;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.jspecify.annotations.Nullable;

/**
 * Reads pairs by an input format of {@code org.apache.hadoop.mapreduce}. Settings and credentials travel with it; the format
 * itself is made again from its class, as in MapReduce. Readers may use the same two objects for each pair.
 */
public class HadoopInputFormat<K, V> extends RichInputFormat<Tuple2<K, V>, HadoopInputSplit>
        implements ResultTypeQueryable<Tuple2<K, V>> {
    private static final long serialVersionUID = 1L;

    protected final Class<K> keyClass;
    protected final Class<V> valueClass;
    private transient InputFormat<K, V> mapreduceInputFormat;
    private transient org.apache.hadoop.conf.Configuration configuration;
    private transient Credentials credentials;
    private transient @Nullable RecordReader<K, V> reader;
    private transient boolean fetched;
    private transient boolean ended;

    /** Reads by the settings of the class path alone. */
    public HadoopInputFormat(InputFormat<K, V> mapreduceInputFormat, Class<K> key, Class<V> value) throws IOException {
        this(mapreduceInputFormat, key, value, Job.getInstance());
    }

    /** @param job its settings and credentials are taken over as they are now */
    public HadoopInputFormat(InputFormat<K, V> mapreduceInputFormat, Class<K> key, Class<V> value, Job job) {
        this.mapreduceInputFormat = Objects.requireNonNull(mapreduceInputFormat, "InputFormat may not be null");
        this.keyClass = Objects.requireNonNull(key, "Key class may not be null.");
        this.valueClass = Objects.requireNonNull(value, "Value class may not be null.");
        this.configuration = new org.apache.hadoop.conf.Configuration(job.getConfiguration());
        this.credentials = new Credentials(job.getCredentials());
    }

    public org.apache.hadoop.conf.Configuration getConfiguration() {
        return configuration;
    }

    @Override
    public void configure(Configuration parameters) {
        if (mapreduceInputFormat instanceof Configurable configurable) {
            configurable.setConf(configuration);
        }
    }

    /** Hadoop's formats do not say how large their input is. */
    @Override
    public @Nullable BaseStatistics getStatistics(@Nullable BaseStatistics cachedStatistics) {
        return cachedStatistics;
    }

    @Override
    public HadoopInputSplit[] createInputSplits(int minNumSplits) throws IOException {
        JobContext job = new JobContextImpl(configuration, new JobID());
        job.getCredentials().addAll(credentials);
        job.getCredentials().addAll(UserGroupInformation.getCurrentUser().getCredentials());
        List<InputSplit> found = HadoopCalls.interruptibly(() -> mapreduceInputFormat.getSplits(job));
        HadoopInputSplit[] splits = new HadoopInputSplit[found.size()];
        for (int i = 0; i < splits.length; i++) {
            splits[i] = new HadoopInputSplit(i, found.get(i), job);
        }
        return splits;
    }

    @Override
    public InputSplitAssigner getInputSplitAssigner(HadoopInputSplit[] inputSplits) {
        return new LocatableInputSplitAssigner(inputSplits);
    }

    @Override
    public void open(HadoopInputSplit split) throws IOException {
        TaskAttemptContext context = new TaskAttemptContextImpl(configuration, new TaskAttemptID());
        InputSplit hadoopSplit = split.getHadoopInputSplit();
        fetched = false;
        ended = false;
        reader = HadoopCalls.interruptibly(() -> {
            RecordReader<K, V> made = mapreduceInputFormat.createRecordReader(hadoopSplit, context);
            made.initialize(hadoopSplit, context);
            return made;
        });
    }

    @Override
    public boolean reachedEnd() throws IOException {
        if (!fetched && !ended) {
            ended = !HadoopCalls.interruptibly(() -> reader().nextKeyValue());
            fetched = true;
        }
        return ended;
    }

    @Override
    public @Nullable Tuple2<K, V> nextRecord(Tuple2<K, V> reuse) throws IOException {
        if (reachedEnd()) {
            return null;
        }
        fetched = false;
        return HadoopCalls.interruptibly(() -> new Tuple2<>(reader().getCurrentKey(), reader().getCurrentValue()));
    }

    private RecordReader<K, V> reader() {
        return Objects.requireNonNull(reader, "no split is open");
    }

    @Override
    public void close() throws IOException {
        RecordReader<K, V> open = reader;
        reader = null;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public TypeInformation<Tuple2<K, V>> getProducedType() {
        return new TupleTypeInfo<>(TypeExtractor.createTypeInfo(keyClass), TypeExtractor.createTypeInfo(valueClass));
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        new FormatParts<>(mapreduceInputFormat.getClass(), configuration, credentials).write(out);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        FormatParts<org.apache.hadoop.conf.Configuration> parts =
                FormatParts.read(new org.apache.hadoop.conf.Configuration(false), in);
        configuration = parts.settings();
        credentials = parts.credentials();
        mapreduceInputFormat = parts.newFormat();
    }
}
