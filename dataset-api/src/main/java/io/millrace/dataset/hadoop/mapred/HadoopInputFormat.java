package io.millrace.dataset.hadoop.mapred;

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
import io.millrace.dataset.hadoop.mapred.wrapper.HadoopInputSplit;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Objects;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.mapred.InputFormat;
import org.apache.hadoop.mapred.InputSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.JobConfigurable;
import org.apache.hadoop.mapred.RecordReader;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.security.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Reads pairs by an input format of {@code org.apache.hadoop.mapred}. Settings and credentials travel with it; the format
 * itself is made again from its class, as in MapReduce.
 */
public class HadoopInputFormat<K, V> extends RichInputFormat<Tuple2<K, V>, HadoopInputSplit>
        implements ResultTypeQueryable<Tuple2<K, V>> {
    private static final long serialVersionUID = 1L;

    protected final Class<K> keyClass;
    protected final Class<V> valueClass;
    private transient InputFormat<K, V> mapredInputFormat;
    private transient JobConf jobConf;
    private transient Credentials credentials;
    private transient @Nullable RecordReader<K, V> reader;
    private transient @Nullable Tuple2<K, V> next;
    private transient boolean ended;

    public HadoopInputFormat(InputFormat<K, V> mapredInputFormat, Class<K> key, Class<V> value) {
        this(mapredInputFormat, key, value, new JobConf());
    }

    /** @param job its settings and credentials are taken over as they are now */
    public HadoopInputFormat(InputFormat<K, V> mapredInputFormat, Class<K> key, Class<V> value, JobConf job) {
        this.mapredInputFormat = Objects.requireNonNull(mapredInputFormat, "InputFormat may not be null");
        this.keyClass = Objects.requireNonNull(key, "Key class may not be null.");
        this.valueClass = Objects.requireNonNull(value, "Value class may not be null.");
        this.jobConf = new JobConf(job);
        this.credentials = new Credentials(job.getCredentials());
        configureFormat();
    }

    public JobConf getJobConf() {
        return jobConf;
    }

    private void configureFormat() {
        if (mapredInputFormat instanceof JobConfigurable configurable) {
            configurable.configure(jobConf);
        } else if (mapredInputFormat instanceof Configurable configurable) {
            configurable.setConf(jobConf);
        }
    }

    @Override
    public void configure(Configuration parameters) {
        configureFormat();
    }

    /** Hadoop's formats do not say how large their input is. */
    @Override
    public @Nullable BaseStatistics getStatistics(@Nullable BaseStatistics cachedStatistics) {
        return cachedStatistics;
    }

    @Override
    public HadoopInputSplit[] createInputSplits(int minNumSplits) throws IOException {
        HadoopFunctions.addCredentials(jobConf, credentials);
        InputSplit[] found = mapredInputFormat.getSplits(jobConf, minNumSplits);
        HadoopInputSplit[] splits = new HadoopInputSplit[found.length];
        for (int i = 0; i < found.length; i++) {
            splits[i] = new HadoopInputSplit(i, found[i], jobConf);
        }
        return splits;
    }

    @Override
    public InputSplitAssigner getInputSplitAssigner(HadoopInputSplit[] inputSplits) {
        return new LocatableInputSplitAssigner(inputSplits);
    }

    @Override
    public void open(HadoopInputSplit split) throws IOException {
        reader = mapredInputFormat.getRecordReader(split.getHadoopInputSplit(), jobConf, Reporter.NULL);
        next = null;
        ended = false;
    }

    @Override
    public boolean reachedEnd() throws IOException {
        if (next == null && !ended) {
            fetch();
        }
        return ended;
    }

    // New objects for each record: readers fill those that they are given.
    private void fetch() throws IOException {
        RecordReader<K, V> open = Objects.requireNonNull(reader, "no split is open");
        K key = open.createKey();
        V value = open.createValue();
        ended = !open.next(key, value);
        next = ended ? null : new Tuple2<>(key, value);
    }

    @Override
    public @Nullable Tuple2<K, V> nextRecord(Tuple2<K, V> reuse) throws IOException {
        if (reachedEnd()) {
            return null;
        }
        Tuple2<K, V> record = next;
        next = null;
        return record;
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
        new FormatParts<>(mapredInputFormat.getClass(), jobConf, credentials).write(out);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        FormatParts<JobConf> parts = FormatParts.read(HadoopFunctions.noSettings(), in);
        jobConf = parts.settings();
        credentials = parts.credentials();
        HadoopFunctions.addCredentials(jobConf, credentials);
        mapredInputFormat = parts.newFormat();
    }
}
