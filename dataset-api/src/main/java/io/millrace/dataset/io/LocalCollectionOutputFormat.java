package io.millrace.dataset.io;

import io.millrace.dataflow.config.Configuration;
import io.millrace.dataflow.io.FinalizeOnMaster;
import io.millrace.dataflow.io.RichOutputFormat;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Adds records to a collection of the program: for programs that run in its JVM. They are added when all subtasks have ended
 * well, in the order of the subtasks; a job that fails adds none.
 */
public class LocalCollectionOutputFormat<T> extends RichOutputFormat<T> implements FinalizeOnMaster {
    private static final long serialVersionUID = 1L;
    private static final AtomicInteger NUMBERS = new AtomicInteger();

    /** By the number of the format. Entries go with the collection that the program lets go. */
    private static final Map<Integer, WeakReference<Collection<Object>>> COLLECTIONS = new ConcurrentHashMap<>();

    /** By the number of the format, the records of each subtask's last attempt. */
    private static final Map<Integer, Map<Integer, List<Object>>> RECORDS = new ConcurrentHashMap<>();

    private final int number = NUMBERS.incrementAndGet();
    private int subtask;
    private transient @Nullable List<Object> records;

    @SuppressWarnings("unchecked")
    public LocalCollectionOutputFormat(Collection<T> out) {
        COLLECTIONS.values().removeIf(collection -> collection.get() == null);
        RECORDS.keySet().retainAll(COLLECTIONS.keySet());
        COLLECTIONS.put(number, new WeakReference<>((Collection<Object>) out));
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
        subtask = taskNumber;
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
        records = null;
        if (own != null) {
            RECORDS.compute(number, (format, known) -> {
                Map<Integer, List<Object>> all = known == null ? new TreeMap<>() : known;
                all.put(subtask, own);
                return all;
            });
        }
    }

    @Override
    public void finalizeGlobal(FinalizationContext context) {
        Map<Integer, List<Object>> all = RECORDS.remove(number);
        WeakReference<Collection<Object>> collection = COLLECTIONS.get(number);
        Collection<Object> out = collection == null ? null : collection.get();
        if (all != null && out != null) {
            synchronized (out) {
                all.values().forEach(out::addAll);
            }
        }
    }
}
