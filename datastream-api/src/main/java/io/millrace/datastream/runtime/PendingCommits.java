package io.millrace.datastream.runtime;

import io.millrace.datastream.sink.Committer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a sink has prepared and not committed yet, by the checkpoint that counts it. All of it is part of every snapshot until it
 * is committed; so a committer hears of each thing at least once after its checkpoint is complete, and never before.
 */
final class PendingCommits<C> {
    // What it was told.
    private final String operator;
    private final SplitCodec<C> codec;
    private final int retriesMax;

    // What it holds.
    private final TreeMap<Long, List<PendingCommit<C>>> byCheckpoint = new TreeMap<>();

    PendingCommits(String operator, SplitCodec<C> codec, int retriesMax) {
        this.operator = operator;
        this.codec = codec;
        this.retriesMax = retriesMax;
    }

    void add(long checkpoint, Collection<C> prepared) {
        if (!prepared.isEmpty()) {
            List<PendingCommit<C>> pending = byCheckpoint.computeIfAbsent(checkpoint, id -> new ArrayList<>());
            prepared.forEach(committable -> pending.add(new PendingCommit<>(operator, committable)));
        }
    }

    boolean isEmpty() {
        return byCheckpoint.isEmpty();
    }

    /** One element each: the checkpoint (8 bytes, big end first), then the committable with its serialiser's version. */
    List<byte[]> encode() throws IOException {
        List<byte[]> encoded = new ArrayList<>();
        for (Map.Entry<Long, List<PendingCommit<C>>> entry : byCheckpoint.entrySet()) {
            for (PendingCommit<C> pending : entry.getValue()) {
                byte[] body = codec.encode(pending.getCommittable());
                encoded.add(ByteBuffer.allocate(Long.BYTES + body.length)
                        .putLong(entry.getKey())
                        .put(body)
                        .array());
            }
        }
        return encoded;
    }

    /** All of it without checkpoints. */
    List<byte[]> committables() throws IOException {
        List<byte[]> encoded = new ArrayList<>();
        for (List<PendingCommit<C>> ofCheckpoint : byCheckpoint.values()) {
            for (PendingCommit<C> pending : ofCheckpoint) {
                encoded.add(codec.encode(pending.getCommittable()));
            }
        }
        return encoded;
    }

    void restore(List<byte[]> encoded) throws IOException {
        for (byte[] element : encoded) {
            ByteBuffer buffer = ByteBuffer.wrap(element);
            long checkpoint = buffer.getLong();
            byte[] body = new byte[buffer.remaining()];
            buffer.get(body);
            add(checkpoint, List.of(codec.decode(body)));
        }
    }

    /**
     * Commits once what checkpoints up to this one count, in their order. What the committer wants to try later stays.
     *
     * @return whether something stays that is to be tried later
     * @throws IOException if something cannot be committed, or was tried too often
     */
    boolean commitUpTo(long checkpoint, Committer<C> committer) throws IOException, InterruptedException {
        List<PendingCommit<C>> open = new ArrayList<>();
        byCheckpoint.headMap(checkpoint, true).values().forEach(open::addAll);
        if (open.isEmpty()) {
            return false;
        }
        open.forEach(PendingCommit::begin);
        committer.commit(List.copyOf(open));
        for (PendingCommit<C> request : open) {
            request.check(retriesMax);
        }
        byCheckpoint.headMap(checkpoint, true).values().removeIf(pending -> {
            pending.removeIf(request -> !request.isWantedLater());
            return pending.isEmpty();
        });
        return open.stream().anyMatch(PendingCommit::isWantedLater);
    }
}
