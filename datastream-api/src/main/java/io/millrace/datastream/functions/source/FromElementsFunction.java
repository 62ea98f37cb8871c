package io.millrace.datastream.functions.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Objects;

/** Emits given elements once. */
public class FromElementsFunction<T> implements SourceFunction<T> {
    private static final long serialVersionUID = 1L;

    private final ArrayList<T> elements;
    private volatile boolean running = true;

    @SafeVarargs
    public FromElementsFunction(T... elements) {
        this(Arrays.asList(elements));
    }

    /** @param elements serialisable, none null */
    public FromElementsFunction(Iterable<T> elements) {
        this.elements = new ArrayList<>();
        for (T element : elements) {
            this.elements.add(Objects.requireNonNull(element, "The collection contains a null element"));
        }
    }

    @Override
    public void run(SourceContext<T> ctx) {
        for (T element : elements) {
            if (!running) {
                return;
            }
            synchronized (ctx.getCheckpointLock()) {
                ctx.collect(element);
            }
        }
    }

    @Override
    public void cancel() {
        running = false;
    }
}
