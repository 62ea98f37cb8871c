package io.millrace.dataset.hadoop.mapreduce.wrapper;

import io.millrace.dataflow.io.LocatableInputSplit;
import io.millrace.dataset.hadoop.HadoopCalls;
import io.millrace.dataset.hadoop.HadoopWritables;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Objects;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.mapreduce.InputSplit;
import org.apache.hadoop.mapreduce.JobContext;
import org.jspecify.annotations.Nullable;

/** A split of Hadoop's newer input formats, on the machines that it names. The split must be a {@link Writable}. */
public class HadoopInputSplit extends LocatableInputSplit {
    private static final long serialVersionUID = 1L;

    private transient InputSplit mapreduceInputSplit;

    public HadoopInputSplit(int splitNumber, InputSplit mapreduceInputSplit, JobContext jobContext) throws IOException {
        super(splitNumber, hosts(mapreduceInputSplit));
        Objects.requireNonNull(jobContext, "Job context must not be null");
        if (!(mapreduceInputSplit instanceof Writable)) {
            throw new IllegalArgumentException("MapReduce Input Split must implement Writable interface, but "
                    + mapreduceInputSplit.getClass().getName() + " does not.");
        }
        this.mapreduceInputSplit = mapreduceInputSplit;
    }

    private static String @Nullable [] hosts(InputSplit split) throws IOException {
        Objects.requireNonNull(split, "MapReduce input split must not be null");
        return HadoopCalls.interruptibly(split::getLocations);
    }

    public InputSplit getHadoopInputSplit() {
        return mapreduceInputSplit;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        HadoopWritables.writeNamed((Writable) mapreduceInputSplit, out);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        mapreduceInputSplit = (InputSplit) HadoopWritables.readNamed(in);
    }
}
