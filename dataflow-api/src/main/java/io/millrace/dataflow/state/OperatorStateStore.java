package io.millrace.dataflow.state;

import java.util.Set;

/**
 * Gives a function state that belongs to the instance of an operator and not to a key. The same name gives the same state;
 * using one name for two kinds or types is an error. Not thread-safe.
 */
public interface OperatorStateStore {
    /** A list whose elements are shared out evenly among the instances when the job starts again. */
    <S> ListState<S> getListState(ListStateDescriptor<S> stateDescriptor) throws Exception;

    /** A list of which every instance gets the elements of all instances when the job starts again. */
    <S> ListState<S> getUnionListState(ListStateDescriptor<S> stateDescriptor) throws Exception;

    /** A map that is the same in all instances, as the function sees to; each new instance gets a copy. */
    <K, V> BroadcastState<K, V> getBroadcastState(MapStateDescriptor<K, V> stateDescriptor) throws Exception;

    /** The names of the lists, of both kinds, that were asked for. */
    Set<String> getRegisteredStateNames();

    /** The names of the broadcast states that were asked for. */
    Set<String> getRegisteredBroadcastStateNames();
}
