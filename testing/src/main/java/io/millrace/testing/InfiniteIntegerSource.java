package io.millrace.testing;

import io.millrace.datastream.functions.source.ParallelSourceFunction;

/** Gives numbers from 0 on until it is cancelled, in any number of parallel instances. */
public class InfiniteIntegerSource implements ParallelSourceFunction<Integer> {
    private static final long serialVersionUID = 1L;

    private volatile boolean running = true;

    @Override
    public void run(SourceContext<Integer> ctx) {
        int next = 0;
        while (running) {
            synchronized (ctx.getCheckpointLock()) {
                ctx.collect(next++);
            }
        }
    }

    @Override
    public void cancel() {
        running = false;
    }
}
