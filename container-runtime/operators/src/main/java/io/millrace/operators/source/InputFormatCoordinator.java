package io.millrace.operators.source;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.io.InputFormat;
import io.millrace.dataflow.io.InputSplit;
import io.millrace.dataflow.io.InputSplitAssigner;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;

/**
 * Makes the splits of an input format and gives one to each subtask that asks, as the format's assigner says (for files:
 * those on the subtask's host first).
 */
public final class InputFormatCoordinator<S extends InputSplit> implements Coordinator {
    private final InputFormat<?, S> format;
    private final Configuration parameters;

    @SuppressWarnings("NullAway.Init")
    private CoordinatorContext context;

    @SuppressWarnings("NullAway.Init")
    private S[] splits;

    @SuppressWarnings("NullAway.Init")
    private InputSplitAssigner assigner;

    public InputFormatCoordinator(InputFormat<?, S> format, Configuration parameters) {
        this.format = format;
        this.parameters = parameters;
    }

    @Override
    public void start(CoordinatorContext context) throws Exception {
        this.context = context;
        format.configure(parameters);
        try {
            splits = format.createInputSplits(context.parallelism());
        } catch (FileNotFoundException e) {
            throw (IOException) new FileNotFoundException("Source '" + context.operatorName() + "': " + e.getMessage()
                            + " (A path without a scheme is one of the local machine.)")
                    .initCause(e);
        } catch (IOException e) {
            throw new IOException(
                    "Source '" + context.operatorName() + "' cannot read its input: " + e.getMessage(), e);
        }
        assigner = format.getInputSplitAssigner(splits);
    }

    @Override
    public void splitRequested(int subtask, String host) throws Exception {
        InputSplit split = assigner.getNextInputSplit(host, subtask);
        if (split == null) {
            context.noMoreSplits(subtask);
        } else {
            context.giveSplits(subtask, List.of(SplitCodec.encode(GivenSplit.to(host, split))));
        }
    }

    @Override
    public void restarted() {
        assigner = format.getInputSplitAssigner(splits);
    }
}
