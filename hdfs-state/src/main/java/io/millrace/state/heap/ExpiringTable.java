package io.millrace.state.heap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values that end by their time to live; what has ended is removed when it is met. */
final class ExpiringTable implements Table<Object> {
    private final Table<Object> stamped;
    private final Expiry expiry;

    ExpiringTable(Table<Object> stamped, Expiry expiry) {
        this.stamped = stamped;
        this.expiry = expiry;
    }

    @Override
    public int touch(long[] keys, int count) {
        return stamped.touch(keys, count);
    }

    @Override
    public @Nullable Object get() {
        Stamped found = (Stamped) stamped.get();
        if (found == null) {
            return null;
        }
        if (expiry.isOver(found)) {
            stamped.remove();
            return expiry.showsExpired() ? found.value() : null;
        }
        if (expiry.renewsOnRead()) {
            stamped.put(expiry.stamp(found.value()));
        }
        return found.value();
    }

    @Override
    public void put(Object value) {
        stamped.put(expiry.stamp(value));
    }

    @Override
    public void remove() {
        stamped.remove();
    }

    @Override
    public List<StatePart.Run> runs() {
        return stamped.runs();
    }

    /** With its stamp. */
    @Override
    public void putRestored(Object hashableKey, @Nullable Object namespace, Object value) {
        stamped.putRestored(hashableKey, namespace, value);
    }

    @Override
    public void dropKey() {
        stamped.dropKey();
    }
}
