package io.millrace.dataflow.io;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.functions.RuntimeContext;
import io.millrace.dataflow.io.statistics.BaseStatistics;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Says that every parallel instance of what a data set is joined or crossed with needs all of this input. Each instance that
 * reads by this format itself reads all splits.
 */
public final class ReplicatingInputFormat<OT, S extends InputSplit> extends RichInputFormat<OT, S> {
    private static final long serialVersionUID = 1L;

    private final InputFormat<OT, S> replicatedInputFormat;

    public ReplicatingInputFormat(InputFormat<OT, S> wrappedInputFormat) {
        this.replicatedInputFormat = Objects.requireNonNull(wrappedInputFormat);
    }

    public InputFormat<OT, S> getReplicatedInputFormat() {
        return replicatedInputFormat;
    }

    @Override
    public void configure(Configuration parameters) {
        replicatedInputFormat.configure(parameters);
    }

    @Override
    public @Nullable BaseStatistics getStatistics(@Nullable BaseStatistics cachedStatistics) throws IOException {
        return replicatedInputFormat.getStatistics(cachedStatistics);
    }

    @Override
    public S[] createInputSplits(int minNumSplits) throws IOException {
        return replicatedInputFormat.createInputSplits(minNumSplits);
    }

    /** Gives all splits to each instance. */
    @Override
    public InputSplitAssigner getInputSplitAssigner(S[] inputSplits) {
        return new ReplicatingInputSplitAssigner(inputSplits);
    }

    @Override
    public void open(S split) throws IOException {
        replicatedInputFormat.open(split);
    }

    @Override
    public boolean reachedEnd() throws IOException {
        return replicatedInputFormat.reachedEnd();
    }

    @Override
    public @Nullable OT nextRecord(OT reuse) throws IOException {
        return replicatedInputFormat.nextRecord(reuse);
    }

    @Override
    public void close() throws IOException {
        replicatedInputFormat.close();
    }

    @Override
    public void setRuntimeContext(RuntimeContext context) {
        super.setRuntimeContext(context);
        if (replicatedInputFormat instanceof RichInputFormat<?, ?> rich) {
            rich.setRuntimeContext(context);
        }
    }

    @Override
    public void openInputFormat() throws IOException {
        if (replicatedInputFormat instanceof RichInputFormat<?, ?> rich) {
            rich.openInputFormat();
        }
    }

    @Override
    public void closeInputFormat() throws IOException {
        if (replicatedInputFormat instanceof RichInputFormat<?, ?> rich) {
            rich.closeInputFormat();
        }
    }
}
