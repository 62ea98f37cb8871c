package io.millrace.datastream.functions.source;

import java.util.Iterator;

/** Emits what a serialisable iterator gives. */
public class FromIteratorFunction<T> implements SourceFunction<T> {
    private static final long serialVersionUID = 1L;

    private final Iterator<T> iterator;
    private volatile boolean running = true;

    /** @param iterator serialisable; its copy in the task is read */
    public FromIteratorFunction(Iterator<T> iterator) {
        this.iterator = iterator;
    }

    @Override
    public void run(SourceContext<T> ctx) {
        while (running && iterator.hasNext()) {
            synchronized (ctx.getCheckpointLock()) {
                ctx.collect(iterator.next());
            }
        }
    }

    @Override
    public void cancel() {
        running = false;
    }
}
