package io.millrace.dataflow.contract;

import io.millrace.dataflow.state.State;
import io.millrace.dataflow.state.StateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import java.io.IOException;
import java.util.List;

/**
 * State and timers of one keyed operator, for the keys of its key groups. Not thread-safe.
 *
 * <p>State objects are handed out once and always speak of the current key (and namespace). A namespace tells apart
 * several values of one key: a window's state lives under the window.
 */
public interface KeyedStateBackend<K> {
    void setCurrentKey(K key);

    /** As {@link #setCurrentKey} with a {@code Long}; for backends of such keys only. */
    @SuppressWarnings("unchecked")
    default void setCurrentLong(long key) {
        setCurrentKey((K) (Object) key);
    }

    /** As {@link #setCurrentKey} with an {@code Integer}; for backends of such keys only. */
    @SuppressWarnings("unchecked")
    default void setCurrentInt(int key) {
        setCurrentKey((K) (Object) key);
    }

    /** The first {@code count} numbers will soon be current keys; a backend may bring what it has of them nearer. */
    default void expect(long[] keys, int count) {}

    /** @throws IllegalStateException if no key was set: state was used outside of a keyed context */
    K currentKey();

    /**
     * State per key. The same name gives the same object.
     *
     * @throws IllegalStateException if the name was used with another kind or type of state
     */
    <S extends State> S state(StateDescriptor<S, ?> descriptor);

    /** State per key and namespace. */
    <N, S extends State> NamespacedState<N, S> state(
            TypeInformation<N> namespaceType, StateDescriptor<S, ?> descriptor);

    /** Timers per key and namespace; the same name gives the same object. */
    <N> KeyedTimers<K, N> timers(String name, TypeInformation<N> namespaceType);

    /** The keys that have a value of this state (one without namespaces) now; a list of its own. */
    List<K> keys(StateDescriptor<?, ?> descriptor);

    /** Forgets all state and timers of the current key: sorted batch inputs call it when a key has ended. */
    void dropCurrentKey();

    /**
     * All state and timers as they are now, for one checkpoint. Called in the operator's thread between two other calls,
     * and cheap: it copies references where values cannot change, and writes at once what user code could change.
     *
     * @throws IOException if a value cannot be written; names the state
     * @throws UnsupportedOperationException if this backend serves bounded jobs only, which have no checkpoints
     */
    default Snapshot capture(long checkpointId) throws IOException {
        throw new UnsupportedOperationException(getClass().getName() + " cannot be captured for a checkpoint.");
    }

    /** Captured state; later changes do not show in it. */
    interface Snapshot {
        /** Writes all of it; called once, by any thread, while the operator goes on. */
        void writeTo(KeyedStateOutput output) throws IOException;
    }

    /** State of one name for all namespaces. */
    interface NamespacedState<N, S extends State> {
        /** The state of the current key in {@code namespace}; the object is shared: use it before the next call. */
        S in(N namespace);

        /** Whether the current key has nothing in {@code namespace}. */
        boolean isEmpty(N namespace);

        /** Moves the values of {@code sources} into {@code target}; only of list, reducing and aggregating state. */
        void merge(N target, Iterable<N> sources) throws Exception;
    }
}
