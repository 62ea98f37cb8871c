package io.millrace.simulation;

import io.millrace.state.log.LedgerThread;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;

/** A leader's hand on its ledger: one thing after the other, each after a delay. */
final class SimulatedLedgerThread implements LedgerThread {
    private static final int LATE_MS_MAX = 500;

    private final SimulatedNode node;
    private final SplittableRandom random;
    private final Queue<Runnable> inOrder = new ArrayDeque<>();
    private boolean ended;

    SimulatedLedgerThread(SimulatedNode node, SplittableRandom random) {
        this.node = node;
        this.random = random;
    }

    @Override
    public void execute(Duration delay, Runnable work) {
        if (delay.isZero()) {
            inOrder.add(work);
            node.runAfter(random.nextInt(LATE_MS_MAX), () -> perform(inOrder.remove()));
        } else {
            node.runAfter(node.clock().inTheWorld(delay.toMillis()), () -> perform(work));
        }
    }

    private void perform(Runnable work) {
        if (!ended) {
            work.run();
        }
    }

    @Override
    public Duration now() {
        return Duration.ofMillis(node.clock().steady().toEpochMilli());
    }

    @Override
    public void end() {
        ended = true;
    }
}
