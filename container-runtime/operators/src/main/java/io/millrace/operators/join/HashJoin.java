package io.millrace.operators.join;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.join.BuildTable.Entry;
import io.millrace.operators.spill.Partitioning;
import io.millrace.operators.spill.RecordCodec;
import io.millrace.operators.spill.RecordFile;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.key.KeyHash;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Joins a build side and a probe side on equal keys, whatever their sizes. Not thread-safe.
 *
 * <h2>Algorithm</h2>
 * Hybrid hash join (DeWitt and others, 1984):
 * <ol>
 *   <li>Build: put each record into a table. When there is no room, file all records into partitions by hash and write the
 *       largest one to disk: it is cold. Do so again whenever there is no room ({@link BuildSide}).
 *   <li>Probe: look each record up; a record whose partition is cold is set aside on disk.
 *   <li>When the probe side has ended, join each cold pair of files in the same way, one level deeper, by another hash function.
 *   <li>A pair whose build side did not become much smaller by that has many records of one key. It is joined by blocks: fill
 *       the memory with build records, look up all probe records, and go on with the next build records.
 * </ol>
 * Memory: its pages, at least {@link #PAGES_MIN}; and while blocks are joined whose probe side is kept, one bit a probe record.
 */
final class HashJoin<K, B, P> {
    /** To read both files of a pair, to write two partitions, and one for tables. */
    static final int PAGES_MIN = 5;

    private static final int READERS = 2;

    /** Partitions of deeper levels are joined by blocks. */
    private static final int LEVELS_MAX = 6;

    /** Records read, or pairs given, a piece. */
    private static final int PIECE = 256;

    /** Takes what belongs together; null where a record has no partner. */
    interface Pairs<B, P> {
        /** @param last whether the probe record is not needed any more */
        void join(@Nullable B build, @Nullable P probe, boolean last) throws Exception;
    }

    /** Two files that wait. */
    private record Pair<B, P>(RecordFile<B> build, RecordFile<P> probe, int level) {}

    private enum Phase {
        UNMATCHED,
        NEXT_PAIR,
        LOAD,
        PROBE
    }

    // What it was told.
    private final SpillSpace space;
    private final KeySelector<P, K> probeKeys;
    private final boolean keepsBuild;
    private final boolean keepsProbe;
    private final Pairs<B, P> pairs;

    // What it holds: the side in memory, probe records of its cold partitions, and pairs that wait.
    private final RecordCodec<P> probeCodec;
    private final BuildSide<K, B> side;
    private final List<@Nullable RecordFile<P>> aside = new ArrayList<>();
    private final ArrayDeque<Pair<B, P>> waiting = new ArrayDeque<>();

    // What it knows of the cold pair at hand.
    private Phase phase = Phase.UNMATCHED;
    private BuildSide<K, B>.@Nullable Unmatched unmatched;
    private @Nullable Pair<B, P> pair;
    private int level;
    private boolean byBlocks;
    private boolean lastBlock = true;
    private @Nullable B firstOfNextBlock;
    private final BitSet matchedProbes = new BitSet();
    private int probe;
    private @Nullable P probing;
    private @Nullable Entry<B> chain;

    HashJoin(
            SpillSpace space,
            KeySelector<B, K> buildKeys,
            KeySelector<P, K> probeKeys,
            TypeSerializer<B> buildSerializer,
            TypeSerializer<P> probeSerializer,
            boolean keepsBuild,
            boolean keepsProbe,
            Pairs<B, P> pairs) {
        int pagesMax = Math.max(PAGES_MIN, space.pages().limit());
        this.space = space;
        this.probeKeys = probeKeys;
        this.keepsBuild = keepsBuild;
        this.keepsProbe = keepsProbe;
        this.pairs = pairs;
        this.probeCodec = new RecordCodec<>(probeSerializer);
        this.side = new BuildSide<>(
                space, buildKeys, buildSerializer, pagesMax, Partitioning.partitions(pagesMax), READERS);
    }

    void build(B record) throws Exception {
        side.add(record);
    }

    void endBuild() throws IOException {
        side.finish();
    }

    /** Gives all pairs of a probe record, or sets it aside. */
    void probe(P record) throws Exception {
        Entry<B> entry = lookUp(record);
        if (entry == null) {
            return;
        }
        for (; entry.next != null; entry = entry.next) {
            pairs.join(entry.record, record, false);
        }
        pairs.join(entry.record, record, true);
    }

    /** The build records of a probe record; null if it has none or was set aside, and then it is dealt with. */
    private @Nullable Entry<B> lookUp(P record) throws Exception {
        K key = probeKeys.getKey(record);
        int hash = KeyHash.of(key);
        int partition = side.coldPartition(hash);
        if (partition >= 0) {
            setAside(partition, record);
            return null;
        }
        Entry<B> entry = side.match(key, hash);
        if (byBlocks) {
            matchedProbes.set(probe, entry != null || matchedProbes.get(probe));
        }
        if (entry == null && keepsProbe && lastBlock && !(byBlocks && matchedProbes.get(probe))) {
            pairs.join(null, record, true);
        }
        return entry;
    }

    private void setAside(int partition, P record) throws IOException {
        while (aside.size() < side.cold().size()) {
            aside.add(null);
        }
        RecordFile<P> file = aside.get(partition);
        if (file == null) {
            file = new RecordFile<>(space, "join-probe", probeCodec);
            aside.set(partition, file);
        }
        file.add(record);
    }

    /** After the probe side has ended: does a piece of what is left; false when that was all. */
    boolean finish() throws Exception {
        switch (phase) {
            case UNMATCHED -> unmatched();
            case NEXT_PAIR -> {
                return nextPair();
            }
            case LOAD -> load();
            case PROBE -> probePiece();
        }
        return true;
    }

    private void unmatched() throws Exception {
        if (keepsBuild) {
            if (unmatched == null) {
                unmatched = side.unmatched();
            }
            for (int i = 0; i < PIECE; i++) {
                Entry<B> entry = unmatched.next();
                if (entry == null) {
                    break;
                }
                pairs.join(entry.record, null, true);
                if (i == PIECE - 1) {
                    return;
                }
            }
            unmatched = null;
        }
        if (lastBlock) {
            phase = Phase.NEXT_PAIR;
        } else {
            side.clear(level);
            phase = Phase.LOAD;
        }
    }

    private boolean nextPair() throws IOException {
        endPair();
        queueColdPairs();
        Pair<B, P> next = waiting.poll();
        if (next == null) {
            side.clear(0);
            return false;
        }
        pair = next;
        level = next.level;
        byBlocks = level > LEVELS_MAX;
        lastBlock = true;
        side.clear(level);
        next.build.rewind();
        phase = Phase.LOAD;
        return true;
    }

    private void queueColdPairs() throws IOException {
        long all = side.size();
        List<@Nullable RecordFile<B>> cold = side.cold();
        for (int i = 0; i < cold.size(); i++) {
            RecordFile<B> build = cold.get(i);
            if (build != null) {
                RecordFile<P> probes = i < aside.size() ? aside.get(i) : null;
                if (probes == null) {
                    probes = new RecordFile<>(space, "join-probe", probeCodec);
                }
                probes.finish();
                boolean shrank = build.count() <= all - all / 8;
                waiting.push(new Pair<>(build, probes, shrank ? level + 1 : LEVELS_MAX + 1));
            }
        }
        aside.clear();
    }

    private void endPair() throws IOException {
        Pair<B, P> ended = pair;
        if (ended != null) {
            ended.build.delete();
            ended.probe.delete();
            pair = null;
            matchedProbes.clear();
            firstOfNextBlock = null;
        }
    }

    private Pair<B, P> pair() {
        if (pair == null) {
            throw new IllegalStateException("no pair is being joined");
        }
        return pair;
    }

    private void load() throws Exception {
        B first = firstOfNextBlock;
        if (first != null) {
            side.addToBlock(first);
            firstOfNextBlock = null;
            lastBlock = true;
        }
        RecordFile<B> build = pair().build;
        for (int i = 0; i < PIECE; i++) {
            if (!build.next()) {
                side.finish();
                beginProbe();
                return;
            }
            B record = build.record();
            if (!byBlocks) {
                side.add(record);
            } else if (!side.addToBlock(record)) {
                firstOfNextBlock = record;
                lastBlock = false;
                beginProbe();
                return;
            }
        }
    }

    private void beginProbe() throws IOException {
        pair().probe.rewind();
        probe = -1;
        phase = Phase.PROBE;
    }

    private void probePiece() throws Exception {
        RecordFile<P> probes = pair().probe;
        for (int i = 0; i < PIECE; i++) {
            Entry<B> entry = chain;
            P record = probing;
            if (entry == null || record == null) {
                if (!probes.next()) {
                    phase = Phase.UNMATCHED;
                    return;
                }
                probe++;
                record = probes.record();
                probing = record;
                entry = lookUp(record);
            }
            if (entry != null) {
                chain = entry.next;
                pairs.join(entry.record, record, entry.next == null);
            }
        }
    }

    /** Gives memory and files back. */
    void close() throws IOException {
        side.clear(0);
        aside.clear();
        waiting.clear();
        space.close();
    }
}
