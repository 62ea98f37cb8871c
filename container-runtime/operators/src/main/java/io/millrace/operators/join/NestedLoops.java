package io.millrace.operators.join;

import io.millrace.dataflow.contract.Pages;
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
 * Pairs every record of a kept side with every record of another. Not thread-safe.
 *
 * <h2>Algorithm</h2>
 * Block nested loops:
 * <ol>
 *   <li>Keep as many records of the kept side as memory takes, the first block; write the others to a file.
 *   <li>Pair each record of the other side with the block; if there is a file, write it to another one as well.
 *   <li>At the end, fill the block from the first file, pair it with all of the second, and so on.
 * </ol>
 * Memory: its pages, at least {@link #PAGES_MIN}.
 */
final class NestedLoops<B, P> {
    /** One for each file, and one for the block. */
    static final int PAGES_MIN = 3;

    private static final int PLACE_BYTES = 8;

    /** Pairs given a piece. */
    private static final int PIECE = 256;

    /** Takes a pair; both are kept on for other pairs. */
    interface Pairs<B, P> {
        void pair(B kept, P other) throws Exception;
    }

    // What it was told.
    private final SpillSpace space;
    private final RecordCodec<B> keptCodec;
    private final RecordCodec<P> otherCodec;
    private final Pairs<B, P> pairs;

    // What it holds.
    private final ObjectBudget<B> budget;
    private final List<B> block = new ArrayList<>();
    private @Nullable RecordFile<B> rest;
    private @Nullable RecordFile<P> others;

    // What it knows after the end: the record that did not fit in the block, and the pair that is next.
    private @Nullable B firstOfNextBlock;
    private boolean started;
    private boolean pairing;
    private @Nullable P other;
    private int inBlock;

    NestedLoops(
            SpillSpace space,
            TypeSerializer<B> keptSerializer,
            TypeSerializer<P> otherSerializer,
            Pairs<B, P> pairs) {
        Pages pages = space.pages();
        this.space = space;
        this.keptCodec = new RecordCodec<>(keptSerializer);
        this.otherCodec = new RecordCodec<>(otherSerializer);
        this.pairs = pairs;
        this.budget = new ObjectBudget<>(
                pages, Math.max(PAGES_MIN, pages.limit()) - 2, keptSerializer, PLACE_BYTES);
    }

    void keep(B record) throws IOException {
        if (rest == null && admits(record)) {
            block.add(record);
            return;
        }
        if (rest == null) {
            rest = new RecordFile<>(space, "cross-kept", keptCodec);
        }
        rest.add(record);
    }

    private boolean admits(B record) {
        return budget.take(record) || block.isEmpty();
    }

    /** A record of the other side; after the last that is kept. */
    void pair(P record) throws Exception {
        for (B kept : block) {
            pairs.pair(kept, record);
        }
        if (rest != null) {
            if (others == null) {
                others = new RecordFile<>(space, "cross-other", otherCodec);
            }
            others.add(record);
        }
    }

    /** After the end of both: pairs a piece of what is left; false when that was all. */
    boolean finish() throws Exception {
        RecordFile<B> kept = rest;
        RecordFile<P> probes = others;
        if (kept == null || probes == null) {
            return false;
        }
        if (!started) {
            started = true;
            kept.rewind();
        }
        if (!pairing) {
            if (!fill(kept)) {
                return false;
            }
            probes.rewind();
            other = null;
            pairing = true;
        }
        pairPiece(probes);
        return true;
    }

    private boolean fill(RecordFile<B> kept) throws IOException {
        block.clear();
        budget.clear();
        B first = firstOfNextBlock;
        if (first != null && admits(first)) {
            block.add(first);
            firstOfNextBlock = null;
        }
        while (kept.next()) {
            B record = kept.record();
            if (!admits(record)) {
                firstOfNextBlock = record;
                break;
            }
            block.add(record);
        }
        return !block.isEmpty();
    }

    private void pairPiece(RecordFile<P> probes) throws Exception {
        for (int i = 0; i < PIECE; i++) {
            P record = other;
            if (record == null || inBlock == block.size()) {
                if (!probes.next()) {
                    pairing = false;
                    return;
                }
                record = probes.record();
                other = record;
                inBlock = 0;
            }
            pairs.pair(block.get(inBlock++), record);
        }
    }

    /** Gives memory and files back. */
    void close() throws IOException {
        block.clear();
        budget.clear();
        space.close();
    }
}
