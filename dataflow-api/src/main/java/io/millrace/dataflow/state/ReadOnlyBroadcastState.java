package io.millrace.dataflow.state;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map that is the same in every parallel instance, as long as all make the same of the broadcast records. */
public interface ReadOnlyBroadcastState<K, V> extends State {
    /** The value, or null if there is none. */
    @Nullable
    V get(K key) throws Exception;

    boolean contains(K key) throws Exception;

    /** All entries; changing them is an error. */
    Iterable<Map.Entry<K, V>> immutableEntries() throws Exception;
}
