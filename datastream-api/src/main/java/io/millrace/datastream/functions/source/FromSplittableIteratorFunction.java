package io.millrace.datastream.functions.source;

import io.millrace.dataflow.util.SplittableIterator;
import java.util.Iterator;

/** Emits what a splittable iterator gives, a part from each parallel instance. */
public class FromSplittableIteratorFunction<T> extends RichParallelSourceFunction<T> {
    private static final long serialVersionUID = 1L;

    private final SplittableIterator<T> fullIterator;
    private volatile boolean running = true;

    public FromSplittableIteratorFunction(SplittableIterator<T> iterator) {
        this.fullIterator = iterator;
    }

    @Override
    public void run(SourceContext<T> ctx) {
        Iterator<T> own = fullIterator
                .split(getRuntimeContext().getNumberOfParallelSubtasks())[
                getRuntimeContext().getIndexOfThisSubtask()];
        while (running && own.hasNext()) {
            synchronized (ctx.getCheckpointLock()) {
                ctx.collect(own.next());
            }
        }
    }

    @Override
    public void cancel() {
        running = false;
    }
}
