package io.millrace.dataset.hadoop.mapred.wrapper;

import io.millrace.dataflow.io.LocatableInputSplit;
import io.millrace.dataset.hadoop.HadoopWritables;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Objects;
import org.apache.hadoop.conf.Configurable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.mapred.InputSplit;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.mapred.JobConfigurable;
import org.jspecify.annotations.Nullable;

/** A split of Hadoop's older input formats, on the machines that it names. */
public class HadoopInputSplit extends LocatableInputSplit {
    private static final long serialVersionUID = 1L;

    private transient InputSplit hadoopInputSplit;
    private transient @Nullable JobConf jobConf;

    /** @param jobconf given to splits that want to be configured; only those need it */
    public HadoopInputSplit(int splitNumber, InputSplit hInputSplit, @Nullable JobConf jobconf) throws IOException {
        super(splitNumber, hosts(hInputSplit));
        this.hadoopInputSplit = hInputSplit;
        this.jobConf = jobconf;
        if (jobconf == null && wantsSettings(hInputSplit)) {
            throw new NullPointerException(
                    "A split of " + hInputSplit.getClass().getName() + " is configurable and needs a JobConf");
        }
    }

    private static String @Nullable [] hosts(InputSplit split) throws IOException {
        return Objects.requireNonNull(split, "Hadoop input split must not be null")
                .getLocations();
    }

    private static boolean wantsSettings(InputSplit split) {
        return split instanceof Configurable || split instanceof JobConfigurable;
    }

    public InputSplit getHadoopInputSplit() {
        return hadoopInputSplit;
    }

    public @Nullable JobConf getJobConf() {
        return jobConf;
    }

    // The fields above it first, then: whether settings follow, the settings, the split with its class.
    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        JobConf settings = wantsSettings(hadoopInputSplit) ? jobConf : null;
        out.writeBoolean(settings != null);
        if (settings != null) {
            HadoopWritables.write(settings, out);
        }
        HadoopWritables.writeNamed(hadoopInputSplit, out);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        JobConf settings = in.readBoolean() ? HadoopWritables.read(new JobConf(new Configuration(false)), in) : null;
        InputSplit split = (InputSplit) HadoopWritables.readNamed(in);
        if (settings != null) {
            if (split instanceof Configurable configurable) {
                configurable.setConf(settings);
            } else if (split instanceof JobConfigurable configurable) {
                configurable.configure(settings);
            }
        }
        jobConf = settings;
        hadoopInputSplit = split;
    }
}
