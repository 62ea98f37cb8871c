package io.millrace.testing.failures;

import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.types.Types;
import io.millrace.datastream.checkpoint.CheckpointedFunction;
import io.millrace.datastream.functions.source.RichSourceFunction;
import io.millrace.datastream.watermark.Watermark;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Plays a script of words: a number is a record with that timestamp, {@code W5} a watermark, {@code F1} waits until no more than
 * that many of its trial's failures are still to come. Its position in the script is its state.
 */
final class ScriptSource extends RichSourceFunction<Long> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final List<String> words;
    private final Trial trial;
    private volatile boolean cancelled;
    private transient @Nullable ListState<Integer> positions;
    private transient int position;

    ScriptSource(String script, Trial trial) {
        this.words = List.of(script.split(" "));
        this.trial = trial;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        ListState<Integer> state =
                context.getOperatorStateStore().getListState(new ListStateDescriptor<>("position", Types.INT));
        positions = state;
        for (Integer restored : state.get()) {
            position = restored;
        }
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        Objects.requireNonNull(positions).update(List.of(position));
    }

    @Override
    public void run(SourceContext<Long> context) throws InterruptedException {
        while (!cancelled && position < words.size()) {
            String word = words.get(position);
            if (word.startsWith("F")) {
                awaitFailures(Integer.parseInt(word.substring(1)));
            }
            synchronized (context.getCheckpointLock()) {
                play(word, context);
                position++;
            }
        }
    }

    private void awaitFailures(int left) throws InterruptedException {
        while (!cancelled && trial.failuresToCome() > left) {
            trial.mayEnd();
            trial.pause();
        }
    }

    private static void play(String word, SourceContext<Long> context) {
        if (word.startsWith("W")) {
            context.emitWatermark(new Watermark(Long.parseLong(word.substring(1))));
        } else if (!word.startsWith("F")) {
            long time = Long.parseLong(word);
            context.collectWithTimestamp(time, time);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
    }
}
