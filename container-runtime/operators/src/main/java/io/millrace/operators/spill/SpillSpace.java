package io.millrace.operators.spill;

import io.millrace.dataflow.contract.MemoryExhaustedException;
import io.millrace.dataflow.contract.OperatorContext;
import io.millrace.dataflow.contract.Pages;
import io.millrace.dataflow.contract.SpillFailedException;
import io.millrace.dataflow.contract.SpillFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where one structure of an operator puts what it cannot keep: it writes and reads spill files through pages of the operator,
 * one page for each file that is open. Not thread-safe.
 *
 * <p>{@link #close} closes what is open, and deletes what was not deleted; call it whatever happened before.
 */
public final class SpillSpace {
    /** The setting that names the temporary directories. */
    private static final String DIRECTORIES_KEY = "io.tmp.dirs";

    private final String operator;
    private final String structure;
    private final Pages pages;
    private final SpillFiles files;
    private final SpillBlocks blocks;
    private final Set<OpenFile> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<BlockFile> openBlocks = new ArrayList<>();
    private final Set<Path> kept = new LinkedHashSet<>();

    /**
     * @param operator its name, for messages
     * @param structure what spills, for messages, such as {@code the sort of a partition}
     */
    public SpillSpace(String operator, String structure, Pages pages, SpillFiles files) {
        this.operator = operator;
        this.structure = structure;
        this.pages = pages;
        this.files = files;
        this.blocks = new SpillBlocks(pages.pageBytes());
    }

    /** The space of a structure of the operator that a context belongs to. */
    public static SpillSpace of(String structure, OperatorContext context) {
        return new SpillSpace(context.operatorName(), structure, context.pages(), context.spillFiles());
    }

    public Pages pages() {
        return pages;
    }

    SpillBlocks blocks() {
        return blocks;
    }

    /** The error of a structure that cannot go on within its pages, even by spilling. */
    public MemoryExhaustedException exhausted(long records) {
        return pages.exhausted(structure, records);
    }

    /**
     * A new file to write records to.
     *
     * @param purpose a word or two for its name, such as {@code sort-run}
     * @throws MemoryExhaustedException if there is no page left for it
     */
    public SpillWriter create(String purpose) throws IOException {
        byte[] page = page();
        boolean opened = false;
        try {
            Path file = files.create(purpose);
            kept.add(file);
            SpillWriter writer =
                    new SpillWriter(this, new OpenFile(file, page, channel(file, StandardOpenOption.WRITE)));
            opened = true;
            return writer;
        } finally {
            if (!opened) {
                pages.give(page);
            }
        }
    }

    /** Reads records from the first on. */
    public SpillReader open(SpilledRecords records) throws IOException {
        byte[] page = page();
        boolean opened = false;
        try {
            Path file = records.file();
            SpillReader reader =
                    new SpillReader(this, records, new OpenFile(file, page, channel(file, StandardOpenOption.READ)));
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                pages.give(page);
            }
        }
    }

    /**
     * A new file of blocks, written and read at any place. It needs no page: blocks come from arrays of the caller and go there.
     *
     * @param purpose a word or two for its name, such as {@code buckets}
     */
    public BlockFile createBlocks(String purpose) throws IOException {
        Path file = files.create(purpose);
        kept.add(file);
        BlockFile blocks = new BlockFile(this, file, channel(file, StandardOpenOption.READ, StandardOpenOption.WRITE));
        openBlocks.add(blocks);
        return blocks;
    }

    private byte[] page() {
        byte[] page = pages.take();
        if (page == null) {
            throw pages.exhausted("the buffer of a spill file of " + structure, 0);
        }
        return page;
    }

    private FileChannel channel(Path file, OpenOption... how) throws SpillFailedException {
        try {
            return FileChannel.open(file, how);
        } catch (IOException e) {
            throw failed("open", file, e);
        }
    }

    /** Deletes the file. It is not open. */
    public void delete(SpilledRecords records) throws IOException {
        delete(records.file());
    }

    private void delete(Path file) throws IOException {
        kept.remove(file);
        try {
            files.delete(file);
        } catch (IOException e) {
            throw failed("delete", file, e);
        }
    }

    /** Closes what is open and deletes what is left. */
    public void close() throws IOException {
        for (OpenFile each : List.copyOf(open)) {
            each.close();
        }
        for (BlockFile each : openBlocks) {
            each.close();
        }
        openBlocks.clear();
        for (Path file : new ArrayList<>(kept)) {
            delete(file);
        }
    }

    /** @param verb what could not be done with the file */
    SpillFailedException failed(String verb, Path file, IOException cause) {
        return new SpillFailedException(
                "operator '" + operator + "': " + structure + " cannot " + verb + " its spill file " + file + ": "
                        + cause
                        + "; see that the disk of that directory is whole and has room, or set '" + DIRECTORIES_KEY
                        + "' to other directories",
                cause);
    }

    /** A file, the page it is written or read through, and the way to it. */
    final class OpenFile {
        final Path file;
        final byte[] page;
        final FileChannel channel;

        OpenFile(Path file, byte[] page, FileChannel channel) {
            this.file = file;
            this.page = page;
            this.channel = channel;
            open.add(this);
        }

        /** Repeating it is harmless. */
        void close() throws IOException {
            if (open.remove(this)) {
                pages.give(page);
                try {
                    channel.close();
                } catch (IOException e) {
                    throw failed("close", file, e);
                }
            }
        }
    }
}
