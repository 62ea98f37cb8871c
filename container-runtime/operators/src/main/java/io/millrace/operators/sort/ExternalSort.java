package io.millrace.operators.sort;

import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.spill.RecordCodec;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.operators.spill.SpillWriter;
import io.millrace.operators.spill.SpilledRecords;
import io.millrace.types.code.ArrayOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sorts records, stably, whatever their number. Not thread-safe.
 *
 * <h2>Algorithm</h2>
 * <ol>
 *   <li>Keep the first records as objects ({@link ObjectRuns}): most sorts are small, and end there.
 *   <li>If the order has a key prefix, the rest and these go to pages as bytes, with an entry each ({@link PagedRun}).
 *   <li>When the memory is full, sort what is there and write it to a file as a run; begin again.
 *   <li>At the end, if there are more runs than pages to read them by, merge neighbouring ones to one, those first that are
 *       shortest together.
 *   <li>Merge all runs, and what is left in memory, record by record ({@link LoserTree}).
 * </ol>
 * Memory: the pages it was given, at least {@link #PAGES_MIN}. A single record larger than them becomes a run of its own.
 */
public final class ExternalSort<T> {
    /** To write one run while two are read; or one page of records, one of entries, and one to write them. */
    public static final int PAGES_MIN = 3;

    private final SpillSpace space;
    private final int pagesMax;
    private final RunOrder<T> order;
    private final RecordCodec<T> codec;
    private final ObjectRuns<T> objects;
    private final boolean paged;
    private final PagedRun<T> pages;
    private final List<SpilledRecords> spilled = new ArrayList<>();
    private boolean inPages;
    private long size;

    /** A sort that may have all pages of its operator. */
    public ExternalSort(SpillSpace space, Comparator<? super T> order, TypeSerializer<T> serializer) {
        this(space, order, serializer, space.pages().limit());
    }

    /**
     * @param space to spill to; closed with the sort
     * @param pagesShare how many of the operator's pages it may have; fewer than {@link #PAGES_MIN} are not believed
     */
    public ExternalSort(SpillSpace space, Comparator<? super T> order, TypeSerializer<T> serializer, int pagesShare) {
        this.space = space;
        this.pagesMax = Math.max(PAGES_MIN, pagesShare);
        this.order = RunOrder.of(order);
        this.codec = new RecordCodec<>(serializer);
        this.paged = this.order.prefixBytes() > 0;
        // Objects that go to pages are there twice for a moment.
        this.objects = new ObjectRuns<>(
                order, space, serializer, paged ? pagesMax / 4 : pagesMax - 1, paged ? 1 : Integer.MAX_VALUE);
        this.pages = new PagedRun<>(this.order, codec, space, pagesMax - 1);
    }

    public long size() {
        return size;
    }

    /** How many runs were written to files so far. */
    int runsSpilled() {
        return spilled.size();
    }

    public void add(T record) throws IOException {
        size++;
        if (inPages) {
            addToPages(record);
        } else if (!objects.add(record)) {
            overflow(record);
        }
    }

    private void overflow(T record) throws IOException {
        if (paged) {
            inPages = true;
            ObjectRun<T> kept = objects.drain();
            while (kept.next()) {
                addToPages(kept.record());
            }
            addToPages(record);
            return;
        }
        if (!objects.isEmpty()) {
            spillObjects();
        }
        if (!objects.add(record)) {
            spillAlone(record);
        }
    }

    private void addToPages(T record) throws IOException {
        if (pages.add(pages.serialized(record))) {
            return;
        }
        if (pages.size() > 0) {
            spillPages();
        }
        if (!pages.add(pages.serialized(record))) {
            spillAlone(record);
        }
    }

    private void spillPages() throws IOException {
        SpillWriter writer = space.create("sort-run");
        Run<T> run = pages.sorted();
        while (run.next()) {
            writer.write(run.bytes(), run.offset(), run.length());
        }
        pages.clear();
        spilled.add(writer.finish());
    }

    private void spillObjects() throws IOException {
        SpillWriter writer = space.create("sort-run");
        LoserTree<T> merge = new LoserTree<>(objects.sorted(), order);
        while (!merge.isEmpty()) {
            ArrayOutput bytes = codec.write(merge.first().record(), 0);
            writer.write(bytes.array(), 0, bytes.size());
            merge.advance();
        }
        objects.clear();
        spilled.add(writer.finish());
    }

    private void spillAlone(T record) throws IOException {
        pages.clear();
        objects.clear();
        ArrayOutput bytes = pages.serialized(record);
        SpillWriter writer = space.create("sort-run");
        writer.write(bytes.array(), PagedRun.LENGTH_BYTES, bytes.size() - PagedRun.LENGTH_BYTES);
        spilled.add(writer.finish());
    }

    /** All records in order. Call once, after the last {@link #add}. */
    public SortedRecords<T> sorted() throws IOException {
        int inMemory = inPages ? pages.pages() : objects.pages();
        if (spilled.size() > Math.max(0, pagesMax - inMemory)) {
            spillRest();
        }
        mergeDown(pagesMax);
        List<Run<T>> reading = new ArrayList<>();
        for (SpilledRecords run : spilled) {
            reading.add(new SpilledRun<>(space, run, order, codec));
        }
        // What is in memory came last.
        if (inPages) {
            reading.add(pages.sorted());
        } else {
            reading.addAll(objects.sorted());
        }
        return new SortedRecords<>(reading, order);
    }

    private void spillRest() throws IOException {
        if (inPages && pages.size() > 0) {
            spillPages();
        } else if (!objects.isEmpty()) {
            spillObjects();
        }
    }

    /** Merges runs until so many pages do to read them. */
    private void mergeDown(int readersMax) throws IOException {
        while (spilled.size() > readersMax) {
            int count = Math.min(pagesMax - 1, spilled.size() - readersMax + 1);
            int from = shortestNeighbours(count);
            List<SpilledRecords> neighbours = spilled.subList(from, from + count);
            SpilledRecords merged = merge(neighbours);
            neighbours.clear();
            spilled.add(from, merged);
        }
    }

    /** Where those runs begin that are next to each other, so that the sort stays stable, and shortest together. */
    private int shortestNeighbours(int count) {
        int best = 0;
        long bestBytes = Long.MAX_VALUE;
        for (int from = 0; from + count <= spilled.size(); from++) {
            long bytes = 0;
            for (int i = from; i < from + count; i++) {
                bytes += spilled.get(i).bytes();
            }
            if (bytes < bestBytes) {
                best = from;
                bestBytes = bytes;
            }
        }
        return best;
    }

    private SpilledRecords merge(List<SpilledRecords> runs) throws IOException {
        SpillWriter writer = space.create("sort-merge");
        List<Run<T>> sources = new ArrayList<>();
        for (SpilledRecords run : runs) {
            sources.add(new SpilledRun<>(space, run, order, codec));
        }
        LoserTree<T> merge = new LoserTree<>(sources, order);
        while (!merge.isEmpty()) {
            Run<T> first = merge.first();
            writer.write(first.bytes(), first.offset(), first.length());
            merge.advance();
        }
        return writer.finish();
    }

    /** Gives back the memory, and deletes the files. Repeating it is harmless. */
    public void close() throws IOException {
        objects.clear();
        pages.clear();
        spilled.clear();
        space.close();
    }
}
