package io.millrace.simulation.job;

import io.millrace.simulation.VirtualTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What the splits of a simulated source hold, and the time by which it is read. Found by name, as {@link OutputStore} is. */
final class ReadingStore {
    private static final Map<String, ReadingStore> STORES = new ConcurrentHashMap<>();
    private static final AtomicLong MADE = new AtomicLong();

    private final List<List<Measured>> splits;
    private VirtualTime time = (delayMs, action) -> action.run();

    private ReadingStore(List<List<Measured>> splits) {
        this.splits = splits;
    }

    /** @return its name */
    static String open(List<List<Measured>> splits) {
        String name = "readings-" + MADE.getAndIncrement();
        STORES.put(name, new ReadingStore(splits));
        return name;
    }

    static ReadingStore named(String name) {
        ReadingStore store = STORES.get(name);
        if (store == null) {
            throw new IllegalStateException("no store of readings is named '" + name + "'; it was taken away");
        }
        return store;
    }

    static void remove(String name) {
        STORES.remove(name);
    }

    void isReadBy(VirtualTime virtual) {
        time = virtual;
    }

    List<Measured> split(int number) {
        return splits.get(number);
    }

    void after(long delayMs, Runnable action) {
        time.after(delayMs, action);
    }
}
