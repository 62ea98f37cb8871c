package io.millrace.iterations.step;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.spill.ObjectBudget;
import io.millrace.operators.spill.RecordCodec;
import io.millrace.operators.spill.RecordFile;
import io.millrace.operators.spill.SpillSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of an input that is the same in all supersteps: as objects while they fit, the others in a file; read once for
 * each superstep. Not thread-safe.
 */
final class RecordCache<T> {
    /** A reference. */
    private static final int PLACE_BYTES = 8;

    private final SpillSpace space;
    private final RecordCodec<T> codec;
    private final ObjectBudget<T> budget;
    private final @Nullable TypeSerializer<T> copier;
    private final List<T> memory = new ArrayList<>();
    private @Nullable RecordFile<T> file;
    private int read;
    private boolean fileEnded = true;

    /**
     * @param pagesMax how many of the pages it may have; one is for the file
     * @param sharesObjects whether whoever reads a record leaves it as it is
     */
    RecordCache(SpillSpace space, TypeSerializer<T> serializer, int pagesMax, boolean sharesObjects) {
        this.space = space;
        this.codec = new RecordCodec<>(serializer);
        this.budget = new ObjectBudget<>(space.pages(), pagesMax - 1, serializer, PLACE_BYTES);
        this.copier = sharesObjects || serializer.isImmutableType() ? null : serializer;
    }

    void add(T record) throws IOException {
        RecordFile<T> rest = file;
        if (rest == null && budget.take(record)) {
            memory.add(record);
            return;
        }
        if (rest == null) {
            rest = new RecordFile<>(space, "loop-constant", codec);
            file = rest;
        }
        rest.add(record);
    }

    /** Goes to the first record; after the last {@link #add}. */
    void rewind() throws IOException {
        read = 0;
        fileEnded = file == null;
        if (file != null) {
            file.rewind();
        }
    }

    /** The next record, which is the reader's own; null at the end. */
    @Nullable
    T next() throws IOException {
        if (read < memory.size()) {
            T record = memory.get(read++);
            return copier == null ? record : copier.copy(record);
        }
        RecordFile<T> rest = file;
        if (fileEnded || rest == null) {
            return null;
        }
        if (!rest.next()) {
            fileEnded = true;
            return null;
        }
        return rest.record();
    }

    /** Gives memory and file back. */
    void close() throws IOException {
        memory.clear();
        budget.clear();
        if (file != null) {
            file.delete();
            file = null;
        }
    }
}
