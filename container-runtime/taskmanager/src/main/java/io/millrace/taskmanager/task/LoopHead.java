package io.millrace.taskmanager.task;

import io.millrace.dataflow.contract.LoopOperator;
import io.millrace.taskmanager.exchange.Batch;
import io.millrace.taskmanager.exchange.ChannelHub;
import io.millrace.taskmanager.exchange.Element;
import io.millrace.taskmanager.exchange.InputGate;
import io.millrace.taskmanager.exchange.TaskOutputs;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drives the operator at the head of a loop: reads its inputs whatever the outputs have room for, so that the cycle of bounded
 * channels that a loop is cannot block; asks it for records; tells the supersteps.
 */
final class LoopHead implements Head {
    /** What one answer counts for: the operator emits some hundred records a time. */
    private static final int PIECE = 256;

    private final LoopOperator operator;
    private final InputGate[] gates;
    private final boolean[] endTold;

    /** Those that have ended the superstep: what comes from them now is of the next one. */
    private final boolean[] held;

    private final Chain chain;
    private final TaskOutputs outputs;
    private int next;
    private boolean emitted;

    LoopHead(LoopOperator operator, List<InputGate> gates, Chain chain, TaskOutputs outputs) {
        this.operator = operator;
        this.gates = gates.toArray(new InputGate[0]);
        this.endTold = new boolean[this.gates.length];
        this.held = new boolean[this.gates.length];
        this.chain = chain;
        this.outputs = outputs;
    }

    @Override
    public int advance() throws Exception {
        int read = read();
        return emitted ? read + endIfAllHasEnded() : read + emit();
    }

    @Override
    public int advanceWhileFull() throws Exception {
        return read();
    }

    @Override
    public boolean mayWaitForRoom() {
        return false;
    }

    /** A batch or event of each input that has one. */
    private int read() {
        int handled = 0;
        for (int i = 0; i < gates.length; i++) {
            int input = next;
            next = next + 1 == gates.length ? 0 : next + 1;
            try {
                handled += read(input, gates[input]);
            } catch (Throwable t) {
                throw chain.failed(0, null, t);
            }
        }
        return handled;
    }

    private int read(int input, InputGate gate) throws Exception {
        int handled = 0;
        Element element = gate.isEnded() || held[input] ? null : gate.poll();
        if (element instanceof Element.Superstep event) {
            handled = 1;
            superstep(input, gate.merged(event));
        } else if (element != null) {
            gate.observe(element);
            handled = element instanceof Batch batch ? process(input, batch) : 1;
        }
        if (gate.isEnded() && !endTold[input]) {
            endTold[input] = true;
            if (!emitted) {
                operator.endInput(input);
            }
            handled++;
        }
        return handled;
    }

    private void superstep(int input, Element.@Nullable Superstep merged) throws Exception {
        if (merged instanceof Element.SuperstepEnd end) {
            held[input] = true;
            operator.endSuperstep(input, end.reports());
        }
    }

    private int process(int input, Batch batch) throws Exception {
        for (int i = 0; i < batch.size(); i++) {
            operator.process(input, batch.record(i));
        }
        chain.head().receives(batch.size());
        return batch.size();
    }

    private int emit() {
        LoopOperator.Turn turn;
        try {
            turn = operator.next(chain.head().typedOutput());
        } catch (Throwable t) {
            throw chain.failed(0, null, t);
        }
        switch (turn) {
            case WAITING -> {
                return 0;
            }
            case BEGINS -> {
                Arrays.fill(held, false);
                outputs.superstep(new Element.SuperstepBegin(operator.number(), operator.news()));
            }
            case MORE -> {
                return PIECE;
            }
            case FED -> {
                byte[] report = operator.report();
                outputs.superstep(
                        new Element.SuperstepEnd(operator.number(), report.length == 0 ? List.of() : List.of(report)));
            }
            case OVER -> {
                Arrays.fill(held, false);
                outputs.endLoop();
            }
            case ENDED -> {
                emitted = true;
                return 1 + endIfAllHasEnded();
            }
        }
        return 1;
    }

    // Who feeds back tells its end when it hears of the loop's; it must find this end of its channels.
    private int endIfAllHasEnded() {
        for (InputGate gate : gates) {
            if (!gate.isEnded()) {
                return 0;
            }
        }
        chain.head().offerEnd(Stage.ONLY);
        return 1;
    }

    @Override
    public void release(ChannelHub hub) {
        for (InputGate gate : gates) {
            gate.release(hub);
        }
    }
}
