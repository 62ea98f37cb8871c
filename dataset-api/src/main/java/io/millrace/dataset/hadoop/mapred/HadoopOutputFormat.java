package io.millrace.dataset.hadoop.mapred;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.io.FinalizeOnMaster;
import io.millrace.dataflow.io.InitializeOnMaster;
import io.millrace.dataflow.io.RichOutputFormat;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataset.hadoop.FormatParts;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Objects;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.JobContext;
import org.apache.hadoop.mapred.JobContextImpl;
import org.apache.hadoop.mapred.JobID;
import org.apache.hadoop.mapred.OutputCommitter;
import org.apache.hadoop.mapred.OutputFormat;
import org.apache.hadoop.mapred.RecordWriter;
import org.apache.hadoop.mapred.Reporter;
import org.apache.hadoop.mapred.TaskAttemptContext;
import org.apache.hadoop.mapred.TaskAttemptContextImpl;
import org.apache.hadoop.mapred.TaskAttemptID;
import org.apache.hadoop.mapreduce.TaskType;
import org.apache.hadoop.security.Credentials;
import org.jspecify.annotations.Nullable;

/**
 * Writes pairs by an output format of {@code org.apache.hadoop.mapred}, with the committer of its settings: each attempt
 * writes for itself, commits when it has written all, and the job commits when all have. Files are named 1, 2 and so on.
 */
public class HadoopOutputFormat<K, V> extends RichOutputFormat<Tuple2<K, V>>
        implements InitializeOnMaster, FinalizeOnMaster {
    private static final long serialVersionUID = 1L;
    private static final JobID JOB = new JobID();

    private transient OutputFormat<K, V> mapredOutputFormat;
    private transient JobConf jobConf;
    private transient Credentials credentials;
    private @Nullable Class<? extends OutputCommitter> committerClass;
    private transient @Nullable RecordWriter<K, V> writer;
    private transient @Nullable OutputCommitter committer;
    private transient @Nullable TaskAttemptContext attempt;

    /** @param job its settings and credentials are taken over as they are now */
    public HadoopOutputFormat(OutputFormat<K, V> mapredOutputFormat, JobConf job) {
        this.mapredOutputFormat = Objects.requireNonNull(mapredOutputFormat, "OutputFormat may not be null");
        this.jobConf = new JobConf(job);
        this.credentials = new Credentials(job.getCredentials());
    }

    public HadoopOutputFormat(
            OutputFormat<K, V> mapredOutputFormat, Class<? extends OutputCommitter> outputCommitterClass, JobConf job) {
        this(mapredOutputFormat, job);
        this.committerClass = outputCommitterClass;
        jobConf.setOutputCommitter(outputCommitterClass);
    }

    public JobConf getJobConf() {
        return jobConf;
    }

    public OutputFormat<K, V> getHadoopOutputFormat() {
        return mapredOutputFormat;
    }

    @Override
    public void configure(Configuration parameters) {}

    @Override
    public void initializeGlobal(int parallelism) throws IOException {
        committer().setupJob(jobContext());
    }

    @Override
    public void open(int taskNumber, int numTasks) throws IOException {
        openAttempt(taskNumber, 0);
    }

    @Override
    public void open(InitializationContext context) throws IOException {
        openAttempt(context.getTaskNumber(), context.getAttemptNumber());
    }

    private void openAttempt(int taskNumber, int attemptNumber) throws IOException {
        TaskAttemptID id = new TaskAttemptID("", 0, TaskType.REDUCE, taskNumber + 1, attemptNumber);
        jobConf.set("mapreduce.task.attempt.id", id.toString());
        jobConf.setInt("mapreduce.task.partition", taskNumber + 1);
        attempt = new TaskAttemptContextImpl(jobConf, id);
        OutputCommitter mine = committer();
        committer = mine;
        mine.setupTask(attempt);
        writer = mapredOutputFormat.getRecordWriter(null, jobConf, Integer.toString(taskNumber + 1), Reporter.NULL);
    }

    @Override
    public void writeRecord(Tuple2<K, V> record) throws IOException {
        Objects.requireNonNull(writer, "the format is not open").write(record.f0, record.f1);
    }

    @Override
    public void close() throws IOException {
        RecordWriter<K, V> open = writer;
        writer = null;
        if (open == null) {
            return;
        }
        open.close(Reporter.NULL);
        OutputCommitter mine = Objects.requireNonNull(committer);
        TaskAttemptContext my = Objects.requireNonNull(attempt);
        if (mine.needsTaskCommit(my)) {
            mine.commitTask(my);
        }
    }

    @Override
    public void finalizeGlobal(FinalizationContext context) throws IOException {
        committer().commitJob(jobContext());
    }

    private OutputCommitter committer() {
        return jobConf.getOutputCommitter();
    }

    private JobContext jobContext() {
        return new JobContextImpl(jobConf, JOB);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        new FormatParts<>(mapredOutputFormat.getClass(), jobConf, credentials).write(out);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        FormatParts<JobConf> parts = FormatParts.read(HadoopFunctions.noSettings(), in);
        jobConf = parts.settings();
        credentials = parts.credentials();
        HadoopFunctions.addCredentials(jobConf, credentials);
        if (committerClass != null) {
            jobConf.setOutputCommitter(committerClass);
        }
        mapredOutputFormat = parts.newFormat();
    }
}
