package io.millrace.dataset.io;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.io.RichOutputFormat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Adds records to a collection of the program: for programs that run in its JVM. Each subtask adds its own when it closes,
 * under the collection's lock.
 */
public class LocalCollectionOutputFormat<T> extends RichOutputFormat<T> {
    private static final long serialVersionUID = 1L;

    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final Map<Integer, Collection<Object>> COLLECTIONS = new ConcurrentHashMap<>();

    private final int number = NUMBERS.incrementAndGet();
    private transient @Nullable List<Object> records;

    @SuppressWarnings("unchecked")
    public LocalCollectionOutputFormat(Collection<T> out) {
        COLLECTIONS.put(number, (Collection<Object>) out);
    }

    @Override
    public void configure(Configuration parameters) {}

    @Override
    public void open(int taskNumber, int numTasks) {
        if (!COLLECTIONS.containsKey(number)) {
            throw new IllegalStateException(
                    "The collection that this format adds to is not in this JVM: run the program in"
                            + " a local environment, or use collect().");
        }
        records = new ArrayList<>();
    }

    @Override
    public void writeRecord(T record) {
        if (records == null) {
            throw new IllegalStateException("not open");
        }
        records.add(record);
    }

    @Override
    public void close() {
        List<Object> own = records;
        Collection<Object> all = COLLECTIONS.get(number);
        records = null;
        if (own != null && all != null) {
            synchronized (all) {
                all.addAll(own);
            }
        }
    }
}
