package io.millrace.operators.spill;

import io.millrace.dataflow.typeutils.TypeSerializer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Records that wait for the end of the input, first in, first out: as objects while they fit, the others in a file. Not
 * thread-safe.
 *
 * <p>Memory: the pages it was given, at least {@link #PAGES_MIN}. All records are added before the first is taken.
 */
public final class RecordQueue<T> {
    /** One for the file. */
    public static final int PAGES_MIN = 1;

    /** A reference, and the slack of the queue. */
    private static final int PLACE_BYTES = 8;

    private final SpillSpace space;
    private final RecordCodec<T> codec;
    private final ObjectBudget<T> budget;
    private final ArrayList<@Nullable T> memory = new ArrayList<>();
    private @Nullable RecordFile<T> file;
    private int taken;
    private boolean rewound;
    private boolean atNext;

    public RecordQueue(SpillSpace space, TypeSerializer<T> serializer, int pagesMax) {
        this.space = space;
        this.codec = new RecordCodec<>(serializer);
        this.budget = new ObjectBudget<>(space.pages(), pagesMax - 1, serializer, PLACE_BYTES);
    }

    public void add(T record) throws IOException {
        if (taken > 0 || rewound) {
            throw new IllegalStateException("a record was taken already");
        }
        if (file == null && budget.take(record)) {
            memory.add(record);
            return;
        }
        if (file == null) {
            file = new RecordFile<>(space, "queue", codec);
        }
        file.add(record);
    }

    /** Whether there is another record: {@link #take} gives it. */
    public boolean hasNext() throws IOException {
        if (inMemory()) {
            return true;
        }
        budget.clear();
        RecordFile<T> rest = file;
        if (rest == null || atNext) {
            return atNext;
        }
        if (!rewound) {
            rewound = true;
            rest.rewind();
        }
        atNext = rest.next();
        if (!atNext) {
            rest.delete();
            file = null;
        }
        return atNext;
    }

    private boolean inMemory() {
        return taken < memory.size();
    }

    /** The next record; after {@link #hasNext} said that there is one. */
    @SuppressWarnings("NullAway") // null only where null was added
    public T take() {
        if (inMemory()) {
            return memory.set(taken++, null);
        }
        RecordFile<T> rest = file;
        if (rest == null || !atNext) {
            throw new NoSuchElementException("there are no more records");
        }
        atNext = false;
        return rest.record();
    }

    /** Forgets all records, and gives memory and file back. Repeating it is harmless. */
    public void clear() throws IOException {
        memory.clear();
        budget.clear();
        taken = 0;
        rewound = false;
        atNext = false;
        if (file != null) {
            file.delete();
            file = null;
        }
    }
}
