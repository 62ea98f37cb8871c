package io.millrace.operators.group;

import io.millrace.dataflow.contract.Emission;
import io.millrace.dataflow.contract.Output;

/** Emits the values of a hash table, some hundred a piece, and empties it at the end. */
final class TableEmission<V> implements Emission<V> {
    private static final int PIECE = 256;

    private final HashTable<?, V> table;
    private final long timestamp;
    private int place;

    TableEmission(HashTable<?, V> table, long timestamp) {
        this.table = table;
        this.timestamp = timestamp;
        this.place = table.nextPlace(0);
    }

    @Override
    public boolean next(Output<V> output) {
        for (int i = 0; i < PIECE && place >= 0; i++) {
            output.collect(table.value(place), timestamp);
            place = table.nextPlace(place + 1);
        }
        if (place >= 0) {
            return true;
        }
        table.clear();
        return false;
    }
}
