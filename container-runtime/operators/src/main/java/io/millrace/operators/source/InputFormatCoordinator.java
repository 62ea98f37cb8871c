package io.millrace.operators.source;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.contract.Coordinator;
import io.millrace.dataflow.contract.CoordinatorContext;
import io.millrace.dataflow.io.InputFormat;
import io.millrace.dataflow.io.InputSplit;
import io.millrace.dataflow.io.InputSplitAssigner;
import io.millrace.dataflow.util.SerializedValue;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the splits of an input format and gives one to each subtask that asks, as the format's assigner says (for files:
 * those on the subtask's host first). A snapshot has the splits that nobody was given.
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

    // Of these splits; the numbers of those that were given.
    @SuppressWarnings("NullAway.Init")
    private S[] offered;

    private final Set<Integer> given = new HashSet<>();

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
        offer(splits);
    }

    /** Nothing is read any more; the input may be gone. */
    @Override
    public void startToEnd(CoordinatorContext context) {
        this.context = context;
    }

    private void offer(S[] toGive) {
        offered = toGive;
        given.clear();
        assigner = format.getInputSplitAssigner(toGive);
    }

    @Override
    public void splitRequested(int subtask, String host) throws Exception {
        InputSplit split = assigner.getNextInputSplit(host, subtask);
        if (split == null) {
            context.noMoreSplits(subtask);
        } else {
            given.add(split.getSplitNumber());
            context.giveSplits(subtask, List.of(SplitCodec.encode(GivenSplit.to(host, split))));
        }
    }

    @Override
    public void restarted() {
        offer(splits);
    }

    @Override
    public byte[] snapshot(long checkpoint) throws IOException {
        S[] left = Arrays.copyOf(offered, offered.length);
        int count = 0;
        for (S split : offered) {
            if (!given.contains(split.getSplitNumber())) {
                left[count++] = split;
            }
        }
        return new SerializedValue<>(Arrays.copyOf(left, count)).getByteArray();
    }

    /** Which of the splits were given, if they are those that another coordinator makes again. */
    @Override
    public Optional<byte[]> handOver() {
        if (offered != splits) {
            return Optional.empty();
        }
        BitSet numbers = new BitSet();
        given.forEach(numbers::set);
        byte[] bits = numbers.toByteArray();
        return Optional.of(ByteBuffer.allocate(Integer.BYTES + bits.length)
                .putInt(splits.length)
                .put(bits)
                .array());
    }

    @Override
    public void takeOver(byte[] state) throws IOException {
        ByteBuffer from = ByteBuffer.wrap(state);
        int count = from.getInt();
        if (count != splits.length) {
            throw new IOException("Source '" + context.operatorName() + "': its input has changed while the JobManager"
                    + " did: expected " + count + " splits, found " + splits.length + ". Submit the job again.");
        }
        BitSet numbers = BitSet.valueOf(from);
        S[] left = Arrays.copyOf(splits, splits.length);
        int kept = 0;
        for (S split : splits) {
            if (!numbers.get(split.getSplitNumber())) {
                left[kept++] = split;
            }
        }
        assigner = format.getInputSplitAssigner(Arrays.copyOf(left, kept));
        numbers.stream().forEach(given::add);
    }

    @Override
    public void restore(byte[] state) throws Exception {
        offer(SerializedValue.<S[]>fromBytes(state).deserializeValue(context.userClassLoader()));
    }
}
