package io.millrace.dataset.hadoop;

import io.millrace.dataset.hadoop.mapred.HadoopInputFormat;
import java.io.IOException;
import org.apache.hadoop.mapred.FileInputFormat;
import org.apache.hadoop.mapred.InputFormat;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.SequenceFileInputFormat;
import org.apache.hadoop.mapreduce.Job;

/**
 * Makes input formats of Hadoop's, for {@code createInput}. Paths are Hadoop's: commas separate several, and those without
 * a scheme are of its default file system.
 */
public final class HadoopInputs {
    private HadoopInputs() {}

    /** Reads files by a format of {@code org.apache.hadoop.mapred}; the path is added to those of {@code job}. */
    public static <K, V> HadoopInputFormat<K, V> readHadoopFile(
            FileInputFormat<K, V> mapredInputFormat, Class<K> key, Class<V> value, String inputPath, JobConf job) {
        FileInputFormat.addInputPaths(job, inputPath);
        return createHadoopInput(mapredInputFormat, key, value, job);
    }

    public static <K, V> HadoopInputFormat<K, V> readHadoopFile(
            FileInputFormat<K, V> mapredInputFormat, Class<K> key, Class<V> value, String inputPath) {
        return readHadoopFile(mapredInputFormat, key, value, inputPath, new JobConf());
    }

    /** Reads sequence files. */
    public static <K, V> HadoopInputFormat<K, V> readSequenceFile(Class<K> key, Class<V> value, String inputPath)
            throws IOException {
        return readHadoopFile(new SequenceFileInputFormat<>(), key, value, inputPath);
    }

    /** Reads by any format of {@code org.apache.hadoop.mapred}. */
    public static <K, V> HadoopInputFormat<K, V> createHadoopInput(
            InputFormat<K, V> mapredInputFormat, Class<K> key, Class<V> value, JobConf job) {
        return new HadoopInputFormat<>(mapredInputFormat, key, value, job);
    }

    /** Reads files by a format of {@code org.apache.hadoop.mapreduce}; the path is added to those of {@code job}. */
    public static <K, V> io.millrace.dataset.hadoop.mapreduce.HadoopInputFormat<K, V> readHadoopFile(
            org.apache.hadoop.mapreduce.lib.input.FileInputFormat<K, V> mapreduceInputFormat,
            Class<K> key,
            Class<V> value,
            String inputPath,
            Job job)
            throws IOException {
        org.apache.hadoop.mapreduce.lib.input.FileInputFormat.addInputPaths(job, inputPath);
        return createHadoopInput(mapreduceInputFormat, key, value, job);
    }

    public static <K, V> io.millrace.dataset.hadoop.mapreduce.HadoopInputFormat<K, V> readHadoopFile(
            org.apache.hadoop.mapreduce.lib.input.FileInputFormat<K, V> mapreduceInputFormat,
            Class<K> key,
            Class<V> value,
            String inputPath)
            throws IOException {
        return readHadoopFile(mapreduceInputFormat, key, value, inputPath, Job.getInstance());
    }

    /** Reads by any format of {@code org.apache.hadoop.mapreduce}. */
    public static <K, V> io.millrace.dataset.hadoop.mapreduce.HadoopInputFormat<K, V> createHadoopInput(
            org.apache.hadoop.mapreduce.InputFormat<K, V> mapreduceInputFormat, Class<K> key, Class<V> value, Job job) {
        return new io.millrace.dataset.hadoop.mapreduce.HadoopInputFormat<>(mapreduceInputFormat, key, value, job);
    }
}
