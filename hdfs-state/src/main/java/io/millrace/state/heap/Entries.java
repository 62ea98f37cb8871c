package io.millrace.state.heap;

import java.io.IOException;

/**
 * All entries of a table of values by key. This is all that snapshots need of such a table, whatever it keeps its keys and
 * values in.
 */
interface Entries<V> {
    int size();

    /** Calls the visitor for each entry, in any order. The table must not be changed meanwhile. */
    void forEach(Visitor<V> visitor) throws IOException;

    /**
     * The entries as they are now, whatever becomes of the table. The copy is made of the table's arrays only: it shares
     * the keys and values themselves. Another thread may read it.
     */
    Entries<V> frozen();

    /** Takes an entry. */
    interface Visitor<V> {
        /** @param key in the form fit for hash tables */
        void entry(Object key, V value) throws IOException;
    }
}
