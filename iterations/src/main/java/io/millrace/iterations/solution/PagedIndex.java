package io.millrace.iterations.solution;

import io.millrace.dataflow.functions.KeySelector;
import io.millrace.dataflow.types.NullFieldException;
import io.millrace.dataflow.typeutils.TypeSerializer;
import io.millrace.operators.group.HashSpread;
import io.millrace.operators.spill.RecordCodec;
import io.millrace.operators.spill.SpillSpace;
import io.millrace.types.code.ArrayOutput;
import io.millrace.types.key.KeyEquality;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * An index from keys to records, kept as bytes, of which a part may be on disk. Not thread-safe.
 *
 * <h2>Algorithm</h2>
 * Extendible hashing (Fagin and others, 1979) over buckets of a page:
 * <ol>
 *   <li>A directory of 2<sup>n</sup> places names the bucket of each hash by its n highest bits. A bucket that is named by several places
 *       can be split; when one that is named by a single place must be, the directory doubles.
 *   <li>A bucket without room for a record is filled anew if a quarter of it lies waste; else it is split by the next bit of
 *       the hashes; else, where that parts nothing or makes too little room, or the directory would be large for what it
 *       holds, the bucket grows.
 *   <li>A record that became longer is appended and leaves its old place as waste; any other update is made where the record lies.
 *   <li>When there is no page for a bucket, another one that was not asked for of late gives its page up ({@link BucketCache}).
 * </ol>
 * Memory: the pages of the cache; and about 100 bytes a bucket, in memory or not.
 */
final class PagedIndex<K, T> {
    /** How many places the directory may have for each bucket, and how many it may have anyway. */
    private static final int PLACES_A_BUCKET = 16;

    private static final int PLACES_ANYWAY = 64;

    // What it was told.
    private final KeySelector<T, K> keys;

    // What it holds.
    private final RecordCodec<T> codec;
    private final BucketCache cache;
    private Bucket[] directory = {new Bucket(0)};
    private int depth;
    private int buckets = 1;
    private long size;

    /** What {@link #find} found. */
    private @Nullable T found;

    PagedIndex(SpillSpace space, KeySelector<T, K> keys, TypeSerializer<T> serializer, int pagesMax) {
        this.keys = keys;
        this.codec = new RecordCodec<>(serializer);
        this.cache = new BucketCache(space, pagesMax);
    }

    long size() {
        return size;
    }

    long spilledBytes() {
        return cache.fileBytes();
    }

    /** The record of this key, a new object at each call; or null. */
    @Nullable
    T get(K key, int hash) throws Exception {
        int spread = HashSpread.of(hash);
        find(reach(spread), key, spread);
        T record = found;
        found = null;
        return record;
    }

    void put(K key, int hash, T record) throws Exception {
        if (key == null) {
            throw new NullFieldException(
                    "A key is null in the solution set, but a key must hold a value. The record: " + record);
        }
        int spread = HashSpread.of(hash);
        Bucket bucket = reach(spread);
        bucket.dirty = true;
        int at = find(bucket, key, spread);
        found = null;
        ArrayOutput bytes = codec.write(record, 0);
        if (at == Bucket.NONE) {
            size++;
        } else if (bucket.overwrite(at, bytes.array(), bytes.size())) {
            return;
        } else {
            bucket.remove(at);
        }
        while (!bucket.hasRoom(bytes.size())) {
            makeRoom(bucket, spread, bytes.size());
            bucket = reach(spread);
            bucket.dirty = true;
        }
        bucket.append(spread, bytes.array(), 0, bytes.size());
    }

    /** Where the record of a key is; sets {@link #found}. */
    private int find(Bucket bucket, K key, int spread) throws Exception {
        for (int at = bucket.first(spread); at != Bucket.NONE; at = bucket.next(at)) {
            T record = codec.read(bucket.bytes(), Bucket.content(at), bucket.length(at));
            if (KeyEquality.areEqual(keys.getKey(record), key)) {
                found = record;
                return at;
            }
        }
        found = null;
        return Bucket.NONE;
    }

    /** The bucket of a hash, in memory. */
    private Bucket reach(int spread) throws IOException {
        Bucket bucket = directory[place(spread, depth)];
        if (bucket.isCold()) {
            cache.load(bucket);
        }
        bucket.touched = true;
        return bucket;
    }

    /** The number that the {@code bits} highest bits of a hash make. */
    private static int place(int spread, int bits) {
        return (int) ((spread & 0xFFFF_FFFFL) >>> (32 - bits));
    }

    private void makeRoom(Bucket bucket, int spread, int length) throws IOException {
        long wanted = bucket.live() + Bucket.entryBytes(length);
        if (Bucket.fits(wanted + bucket.capacity / 4, bucket.capacity)) {
            refill(bucket, bucket.capacity);
        } else if (Bucket.fits(wanted - bucket.live() / 2, bucket.capacity) && mayPart(bucket, spread)) {
            split(bucket, spread);
        } else {
            int capacity = bucket.capacity;
            while (!Bucket.fits(wanted, capacity)) {
                capacity = Math.multiplyExact(2, capacity);
            }
            refill(bucket, Math.max(capacity, Math.multiplyExact(2, bucket.capacity)));
        }
    }

    /** Whether any record of the bucket has another hash than the one that is to come, and the directory can tell them apart. */
    private boolean mayPart(Bucket bucket, int spread) {
        if (bucket.depth == depth
                && 2L * directory.length > Math.max(PLACES_ANYWAY, (long) PLACES_A_BUCKET * buckets)) {
            return false;
        }
        for (int at = bucket.firstOfAll(); at != Bucket.NONE; at = bucket.nextOfAll(at)) {
            if (bucket.hash(at) != spread) {
                return true;
            }
        }
        return false;
    }

    /** Copies what can be found to the front of an array of this capacity. */
    private void refill(Bucket bucket, int capacity) throws IOException {
        Bucket old = bucket.copy();
        cache.renew(bucket, capacity, bucket);
        for (int at = old.firstOfAll(); at != Bucket.NONE; at = old.nextOfAll(at)) {
            bucket.append(old.hash(at), old.bytes(), Bucket.content(at), old.length(at));
        }
    }

    private void split(Bucket bucket, int spread) throws IOException {
        if (bucket.depth == depth) {
            doubleDirectory();
        }
        int bit = 31 - bucket.depth;
        long upperBytes = 0;
        for (int at = bucket.firstOfAll(); at != Bucket.NONE; at = bucket.nextOfAll(at)) {
            upperBytes += ((bucket.hash(at) >>> bit) & 1) * Bucket.entryBytes(bucket.length(at));
        }
        int places = 1 << (depth - bucket.depth);
        int firstPlace = place(spread, bucket.depth) * places;

        Bucket old = bucket.copy();
        Bucket upper = new Bucket(bucket.depth + 1);
        cache.renew(bucket, cache.capacityFor(old.live() - upperBytes), bucket);
        cache.renew(upper, cache.capacityFor(upperBytes), bucket);
        bucket.depth++;
        buckets++;
        for (int at = old.firstOfAll(); at != Bucket.NONE; at = old.nextOfAll(at)) {
            Bucket half = ((old.hash(at) >>> bit) & 1) == 0 ? bucket : upper;
            half.append(old.hash(at), old.bytes(), Bucket.content(at), old.length(at));
        }
        for (int i = places / 2; i < places; i++) {
            directory[firstPlace + i] = upper;
        }
    }

    private void doubleDirectory() {
        Bucket[] doubled = new Bucket[2 * directory.length];
        for (int i = 0; i < directory.length; i++) {
            doubled[2 * i] = directory[i];
            doubled[2 * i + 1] = directory[i];
        }
        directory = doubled;
        depth++;
    }

    SolutionSet.Records<T> records() {
        return new Walk();
    }

    private final class Walk implements SolutionSet.Records<T> {
        private int place;
        private int at = Bucket.NONE;
        private boolean begun;

        @Override
        public boolean next() throws IOException {
            if (begun) {
                at = reached().nextOfAll(at);
            } else {
                begun = true;
                at = reached().firstOfAll();
            }
            while (at == Bucket.NONE) {
                Bucket last = directory[place];
                while (place < directory.length && directory[place] == last) {
                    place++;
                }
                if (place == directory.length) {
                    return false;
                }
                at = reached().firstOfAll();
            }
            return true;
        }

        // It may have been written out since, by a look-up in between.
        private Bucket reached() throws IOException {
            Bucket bucket = directory[place];
            if (bucket.isCold()) {
                cache.load(bucket);
            }
            return bucket;
        }

        @Override
        public T record() {
            Bucket bucket = directory[place];
            return codec.read(bucket.bytes(), Bucket.content(at), bucket.length(at));
        }
    }

    /** Forgets all records and gives the pages back. */
    void clear() {
        cache.clear();
        directory = new Bucket[] {new Bucket(0)};
        depth = 0;
        buckets = 1;
        size = 0;
    }
}
