package io.millrace.taskmanager.task;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.LoopOperator;
import io.millrace.dataflow.contract.LoopingSource;
import io.millrace.dataflow.contract.OneInputOperator;
import io.millrace.dataflow.contract.Operator;
import io.millrace.dataflow.contract.Output;
import io.millrace.dataflow.contract.SourceOperator;
import io.millrace.dataflow.contract.TwoInputOperator;
import io.millrace.dataflow.graph.OperatorId;
import io.millrace.taskmanager.checkpoint.OperatorLists;
import io.millrace.taskmanager.checkpoint.OperatorProgress;
import io.millrace.taskmanager.checkpoint.OperatorRestore;
import io.millrace.taskmanager.checkpoint.OperatorSnapshot;
import io.millrace.taskmanager.exchange.Element;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An operator's place in the chain: the events that wait for it, and the emission that it was last asked for and that is
 * not yet at its end. Events of one stage take effect in this order: its own watermark of before a restore, a due time, the
 * watermark, idle or active, the end.
 */
public final class Stage {
    /** The end of the only (or left) input, and of the right one. */
    public static final int ONLY = 1;

    public static final int RIGHT = 2;

    private enum After {
        NOTHING,
        FORWARD_WATERMARK,
        SUPERSTEP_ENDED,
        INPUT_ENDED
    }

    private final int index;
    private final String name;
    private final Operator operator;
    private final Chain chain;
    private final boolean forwards;

    /** Whether it makes watermarks of its own. */
    private final boolean makes;

    private final StageSuperstep superstep;
    private ChainOutput output;
    private boolean opened;

    private @Nullable Emission<Object> emission;
    private After after = After.NOTHING;
    private long atWatermark = Long.MIN_VALUE;
    private final int inputs;
    private int inputsOpen;
    private int ending;
    private int ended;
    private @Nullable KeyedStateBackend<?> keyedState;

    private long received;
    private @Nullable LongSupplier receivedElsewhere;
    private boolean pending;
    private boolean senderIdle;
    private boolean holds;
    private long madeBefore = Long.MIN_VALUE;
    private boolean due;
    private long dueTime;
    private long nextWatermark = Long.MIN_VALUE;
    private Element.@Nullable Signal nextStatus;
    private int nextEnds;

    @SuppressWarnings("NullAway.Init") // the output is set while the chain is built, before anything else is called
    Stage(int index, String name, Operator operator, Chain chain) {
        this.index = index;
        this.name = name;
        this.operator = operator;
        this.chain = chain;
        this.forwards = !(operator instanceof OneInputOperator<?, ?> one) || one.forwardsWatermarks();
        this.makes = !forwards || operator instanceof SourceOperator || operator instanceof LoopingSource;
        this.superstep = new StageSuperstep(operator);
        this.inputs = operator instanceof TwoInputOperator ? ONLY | RIGHT : ONLY;
        this.inputsOpen = Integer.bitCount(inputs);
    }

    public int index() {
        return index;
    }

    String name() {
        return name;
    }

    Operator operator() {
        return operator;
    }

    ChainOutput output() {
        return output;
    }

    void output(ChainOutput to) {
        output = to;
    }

    /** Whether {@link #advance} has something to do. */
    public boolean isPending() {
        return pending;
    }

    /** Whether a record must wait for something to come before it: an event, or the word that its sender is active again. */
    public boolean holdsRecords() {
        return holds;
    }

    /** Whether the operator before this one has said itself that it is idle, and has sent nothing since. */
    public boolean isSenderIdle() {
        return senderIdle;
    }

    public void senderIdle(boolean idle) {
        senderIdle = idle;
        holds = pending || idle;
    }

    public void offerWatermark(long watermark) {
        if (watermark > atWatermark && watermark > nextWatermark) {
            nextWatermark = watermark;
            nextStatus = null; // a watermark says that the input is active
            await();
        }
    }

    public void offerStatus(Element.Signal status) {
        nextStatus = status;
        await();
    }

    /** @param input {@link #ONLY} (also left) or {@link #RIGHT} */
    public void offerEnd(int input) {
        nextEnds |= input;
        await();
    }

    /** @param input {@link #ONLY} (also left) or {@link #RIGHT} */
    public void offerSuperstep(Element.Superstep event, int input) {
        superstep.offer(event, input);
        await();
    }

    void offerTime(long now) {
        due = true;
        dueTime = now;
        await();
    }

    private void await() {
        pending = true;
        holds = true;
        chain.attend();
    }

    @SuppressWarnings("unchecked")
    void open(io.millrace.dataflow.contract.OperatorContext context) throws Exception {
        opened = true;
        if (operator instanceof OneInputOperator<?, ?> one) {
            ((OneInputOperator<Object, Object>) one).open(context, output);
        } else if (operator instanceof TwoInputOperator<?, ?, ?> two) {
            ((TwoInputOperator<Object, Object, Object>) two).open(context, output);
        } else if (operator instanceof SourceOperator<?> source) {
            ((SourceOperator<Object>) source).open(context, output);
        } else if (operator instanceof LoopingSource<?> looping) {
            ((LoopingSource<Object>) looping).open(context, output);
        } else if (operator instanceof LoopOperator head) {
            head.open(context, output);
        } else {
            throw new IllegalStateException("operator '" + name + "' is a "
                    + operator.getClass().getName() + ": expected=a source, one-input or two-input operator");
        }
    }

    /** The operator keeps state by key here. */
    void keeps(KeyedStateBackend<?> state) {
        keyedState = state;
    }

    /**
     * What the operator gives to a checkpoint. Only while nothing is pending.
     *
     * @throws Exception if it cannot
     */
    OperatorSnapshot snapshot(OperatorId id, Element.Barrier barrier) throws Exception {
        OperatorLists lists = new OperatorLists(barrier.checkpoint(), barrier.timestamp());
        operator.snapshot(lists);
        KeyedStateBackend<?> keyed = keyedState;
        return new OperatorSnapshot(
                id,
                new OperatorProgress(atWatermark, makes ? output.emitted() : Long.MIN_VALUE, ended),
                operator.readsEventTime(),
                operator.commits(),
                lists.lists(),
                keyed == null ? Optional.empty() : Optional.of(keyed.capture(barrier.checkpoint())));
    }

    /** Gives the opened operator its state back; event time is told again, to it and by it, as far as it had come. */
    void restore(OperatorRestore from) throws Exception {
        operator.restore(from);
        ended = from.progress().inputsEnded();
        if (makes && from.progress().emitted() > Long.MIN_VALUE) {
            madeBefore = from.progress().emitted();
            await();
        }
        if (from.watermark() > Long.MIN_VALUE) {
            offerWatermark(from.watermark());
        }
    }

    /** Closes the operator if it was opened, once. */
    void close() throws Exception {
        if (opened) {
            opened = false;
            operator.close();
        }
    }

    /** Pulls one piece of the emission, or begins the next event. Only while {@link #isPending}. */
    void advance() {
        try {
            Emission<Object> pulled = emission;
            if (pulled != null) {
                if (!pulled.next(output)) {
                    emission = null;
                    complete();
                }
            } else {
                beginNext();
            }
        } catch (Throwable t) {
            throw chain.failed(index, null, t);
        }
    }

    private void beginNext() throws Exception {
        if (madeBefore > Long.MIN_VALUE) {
            // Whatever its generator, which begins anew, says until it has come so far again does not count.
            output.emitWatermark(madeBefore);
            madeBefore = Long.MIN_VALUE;
        } else if (due) {
            due = false;
            begin(onTime(), After.NOTHING);
        } else if (nextWatermark > atWatermark) {
            atWatermark = nextWatermark;
            begin(onWatermark(), After.FORWARD_WATERMARK);
        } else if (nextStatus != null) {
            Element.Signal status = nextStatus;
            nextStatus = null;
            if (forwards) {
                output.status(status);
            }
        } else if (superstep.isWaiting()) {
            ending = superstep.take(output);
            if (ending != 0) {
                begin(onEnd(ending), After.SUPERSTEP_ENDED);
            }
        } else if (nextEnds != 0) {
            int input = Integer.lowestOneBit(nextEnds);
            nextEnds -= input;
            ending = input;
            // An operator that was restored behind the end of an input has seen it; one in a loop, at each superstep.
            boolean seen = (ended & input) != 0 || superstep.hasEnded(input);
            begin(seen ? Emission.none() : onEnd(input), After.INPUT_ENDED);
        }
        update();
    }

    private void begin(Emission<Object> begun, After then) throws Exception {
        after = then;
        if (begun == Emission.none()) {
            complete();
        } else {
            emission = begun;
        }
    }

    private void complete() throws Exception {
        switch (after) {
            case NOTHING -> {}
            case FORWARD_WATERMARK -> {
                if (forwards) {
                    output.watermark(atWatermark);
                }
            }
            case SUPERSTEP_ENDED -> {
                superstep.ended(ending);
                endSuperstep();
            }
            case INPUT_ENDED -> {
                ended |= ending;
                inputsOpen--;
                if (inputsOpen == 0) {
                    output.end();
                } else {
                    endSuperstep();
                }
            }
        }
        update();
    }

    private void endSuperstep() throws Exception {
        Element.SuperstepEnd end = superstep.end(ended, inputs);
        if (end != null) {
            output.superstep(end);
        }
    }

    private void update() {
        pending = emission != null
                || madeBefore > Long.MIN_VALUE
                || due
                || nextWatermark > atWatermark
                || nextStatus != null
                || superstep.isWaiting()
                || nextEnds != 0;
        holds = pending || senderIdle;
    }

    private Emission<Object> onTime() throws Exception {
        if (operator instanceof OneInputOperator<?, ?> one) {
            return cast(one.onTime(dueTime));
        }
        if (operator instanceof TwoInputOperator<?, ?, ?> two) {
            return cast(two.onTime(dueTime));
        }
        if (operator instanceof SourceOperator<?> source) {
            source.onTime(dueTime);
        } else if (operator instanceof LoopingSource<?> looping) {
            looping.onTime(dueTime);
        }
        return Emission.none();
    }

    private Emission<Object> onWatermark() throws Exception {
        if (operator instanceof OneInputOperator<?, ?> one) {
            return cast(one.onWatermark(atWatermark));
        }
        return cast(((TwoInputOperator<?, ?, ?>) operator).onWatermark(atWatermark));
    }

    private Emission<Object> onEnd(int input) throws Exception {
        if (operator instanceof OneInputOperator<?, ?> one) {
            return cast(one.endInput());
        }
        if (operator instanceof TwoInputOperator<?, ?, ?> two) {
            return cast(input == ONLY ? two.endLeft() : two.endRight());
        }
        return Emission.none(); // a source: its end is only to be told
    }

    @SuppressWarnings("unchecked")
    private static Emission<Object> cast(Emission<?> typed) {
        return (Emission<Object>) typed;
    }

    /** The output as the operator's contract types it. */
    Output<Object> typedOutput() {
        return output;
    }

    /** So many records more have come to its operator. */
    public void receives(int records) {
        received += records;
    }

    /** Its records come another way, and are counted there; before the first record. */
    void receivedBy(LongSupplier count) {
        receivedElsewhere = count;
    }

    /** How many records have come; asked by other threads too, which may see an earlier number. */
    long received() {
        return receivedElsewhere == null ? received : receivedElsewhere.getAsLong();
    }
}
