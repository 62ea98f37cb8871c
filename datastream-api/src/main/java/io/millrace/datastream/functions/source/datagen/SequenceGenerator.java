package io.millrace.datastream.functions.source.datagen;

import io.millrace.dataflow.functions.RuntimeContext;
import io.millrace.dataflow.state.FunctionInitializationContext;
import io.millrace.dataflow.state.FunctionSnapshotContext;
import io.millrace.dataflow.state.ListState;
import io.millrace.dataflow.state.ListStateDescriptor;
import io.millrace.dataflow.tuple.Tuple2;
import io.millrace.dataflow.types.Types;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The numbers from one to another, both inclusive, each once: each instance every n-th. A snapshot has for each such part
 * where it goes on and how far its numbers are from each other, so another number of instances shares the parts out.
 */
@Deprecated
public abstract class SequenceGenerator<T> implements DataGenerator<T> {
    private static final long serialVersionUID = 1L;

    private final long start;
    private final long end;
    private transient @Nullable Deque<Tuple2<Long, Long>> parts;
    private transient @Nullable ListState<Tuple2<Long, Long>> kept;

    /** @throws IllegalArgumentException if {@code end} is before {@code start} */
    protected SequenceGenerator(long start, long end) {
        if (end < start) {
            throw new IllegalArgumentException(
                    "The end of a sequence must not be before its start, found " + start + " to " + end + ".");
        }
        this.start = start;
        this.end = end;
    }

    /** The record for a number. */
    protected abstract T of(long number);

    @Override
    public void open(String name, FunctionInitializationContext context, RuntimeContext runtimeContext)
            throws Exception {
        ListState<Tuple2<Long, Long>> list = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>(name + "-sequence-state", Types.TUPLE(Types.LONG, Types.LONG)));
        Deque<Tuple2<Long, Long>> own = new ArrayDeque<>();
        if (context.isRestored()) {
            list.get().forEach(part -> add(own, part.f0, part.f1));
        } else {
            int step = runtimeContext.getTaskInfo().getNumberOfParallelSubtasks();
            int index = runtimeContext.getTaskInfo().getIndexOfThisSubtask();
            if (start + index >= start) {
                add(own, start + index, step);
            }
        }
        parts = own;
        kept = list;
    }

    private void add(Deque<Tuple2<Long, Long>> own, long next, long step) {
        if (next <= end) {
            own.add(Tuple2.of(next, step));
        }
    }

    @Override
    public boolean hasNext() {
        return parts != null && !parts.isEmpty();
    }

    @Override
    public T next() {
        Deque<Tuple2<Long, Long>> own = Objects.requireNonNull(parts, "open comes first");
        Tuple2<Long, Long> part = own.poll();
        if (part == null) {
            throw new NoSuchElementException(
                    "The sequence from " + start + " to " + end + " has no more numbers here.");
        }
        long number = part.f0;
        if (end - part.f1 < end && number <= end - part.f1) {
            own.addFirst(Tuple2.of(number + part.f1, part.f1));
        }
        return of(number);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        List<Tuple2<Long, Long>> copies = new ArrayList<>(Objects.requireNonNull(parts, "open comes first"));
        Objects.requireNonNull(kept, "open comes first").update(copies);
    }

    public static SequenceGenerator<Long> longGenerator(long start, long end) {
        return new Numbers<>(start, end, number -> number);
    }

    public static SequenceGenerator<Integer> intGenerator(int start, int end) {
        return new Numbers<>(start, end, number -> (int) number);
    }

    public static SequenceGenerator<Short> shortGenerator(short start, short end) {
        return new Numbers<>(start, end, number -> (short) number);
    }

    public static SequenceGenerator<Byte> byteGenerator(byte start, byte end) {
        return new Numbers<>(start, end, number -> (byte) number);
    }

    public static SequenceGenerator<Float> floatGenerator(short start, short end) {
        return new Numbers<>(start, end, number -> (float) number);
    }

    public static SequenceGenerator<Double> doubleGenerator(int start, int end) {
        return new Numbers<>(start, end, number -> (double) number);
    }

    /** @param precision of all digits, {@code scale} of those after the point: the numbers are rounded to them */
    public static SequenceGenerator<BigDecimal> bigDecimalGenerator(int start, int end, int precision, int scale) {
        return new Numbers<>(start, end, number -> RandomGenerator.decimal((double) number, precision, scale));
    }

    public static SequenceGenerator<String> stringGenerator(long start, long end) {
        return new Numbers<>(start, end, Long::toString);
    }

    /** Turns a number into a record. */
    private interface Form<T> extends Serializable {
        T of(long number);
    }

    private static final class Numbers<T> extends SequenceGenerator<T> {
        private static final long serialVersionUID = 1L;

        private final Form<T> form;

        Numbers(long start, long end, Form<T> form) {
            super(start, end);
            this.form = form;
        }

        @Override
        protected T of(long number) {
            return form.of(number);
        }
    }
}
