package io.millrace.state.heap;

import io.millrace.dataflow.state.MapState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map, in the order of first insertion; with a time to live, each entry ends for itself. */
final class HeapMapState<UK, UV> implements MapState<UK, UV> {
    private final Table<Object> table;
    private final Expiry expiry;

    HeapMapState(Table<Object> table, Expiry expiry) {
        this.table = table;
        this.expiry = expiry;
    }

    /** As stored: with a time to live, values are {@link Stamped}. */
    @SuppressWarnings("unchecked")
    private @Nullable Map<UK, @Nullable Object> stored() {
        return (Map<UK, @Nullable Object>) table.get();
    }

    @Override
    @SuppressWarnings("unchecked")
    public @Nullable UV get(UK key) {
        Map<UK, @Nullable Object> map = stored();
        Object found = map == null ? null : map.get(key);
        if (map == null || !(found instanceof Stamped stamped) || !expiry.isOn()) {
            return (UV) found;
        }
        if (expiry.isOver(stamped)) {
            remove(key);
            return expiry.showsExpired() ? (UV) stamped.value() : null;
        }
        if (expiry.renewsOnRead()) {
            map.put(key, expiry.stamp(stamped.value()));
        }
        return (UV) stamped.value();
    }

    @Override
    public void put(UK key, UV value) {
        Map<UK, @Nullable Object> map = stored();
        if (map == null) {
            map = new LinkedHashMap<>();
            table.put(map);
        }
        map.put(key, expiry.isOn() ? expiry.stamp(value) : value);
    }

    @Override
    public void putAll(Map<UK, UV> map) {
        map.forEach(this::put);
    }

    @Override
    public void remove(UK key) {
        Map<UK, @Nullable Object> map = stored();
        if (map != null) {
            map.remove(key);
            if (map.isEmpty()) {
                table.remove();
            }
        }
    }

    @Override
    public boolean contains(UK key) {
        Map<UK, @Nullable Object> map = stored();
        if (map == null || !map.containsKey(key)) {
            return false;
        }
        return !expiry.isOn() || get(key) != null;
    }

    /** The entries that are not over; changes of the map go to the state. */
    @SuppressWarnings("unchecked")
    private Map<UK, UV> living() {
        Map<UK, @Nullable Object> map = stored();
        if (map == null) {
            return Collections.emptyMap();
        }
        if (!expiry.isOn()) {
            return (Map<UK, UV>) map;
        }
        Map<UK, UV> shown = new LinkedHashMap<>();
        for (UK key : new ArrayList<>(map.keySet())) {
            UV value = get(key);
            if (value != null) {
                shown.put(key, value);
            }
        }
        return shown;
    }

    @Override
    public Iterable<Map.Entry<UK, UV>> entries() {
        return living().entrySet();
    }

    @Override
    public Iterable<UK> keys() {
        return living().keySet();
    }

    @Override
    public Iterable<UV> values() {
        return living().values();
    }

    @Override
    public Iterator<Map.Entry<UK, UV>> iterator() {
        return living().entrySet().iterator();
    }

    @Override
    public boolean isEmpty() {
        return living().isEmpty();
    }

    @Override
    public void clear() {
        table.remove();
    }
}
