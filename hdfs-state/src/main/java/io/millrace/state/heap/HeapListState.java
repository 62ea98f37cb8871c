package io.millrace.state.heap;

import io.millrace.dataflow.state.ListState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A list; with a time to live, each element ends for itself. */
final class HeapListState<T> implements ListState<T> {
    private final Table<Object> table;
    private final Expiry expiry;

    HeapListState(Table<Object> table, Expiry expiry) {
        this.table = table;
        this.expiry = expiry;
    }

    @SuppressWarnings("unchecked")
    private @Nullable List<Object> stored() {
        return (List<Object>) table.get();
    }

    private List<Object> storedOrNew() {
        List<Object> list = stored();
        if (list == null) {
            list = new ArrayList<>();
            table.put(list);
        }
        return list;
    }

    @Override
    @SuppressWarnings("unchecked")
    public Iterable<T> get() {
        List<Object> list = stored();
        if (list == null) {
            return Collections.emptyList();
        }
        return expiry.isOn() ? living(list) : (List<T>) list;
    }

    /** What is not over, or may be shown once more; the rest goes. */
    @SuppressWarnings("unchecked")
    private List<T> living(List<Object> list) {
        List<T> shown = new ArrayList<>();
        List<Object> kept = new ArrayList<>();
        for (Object element : list) {
            Stamped stamped = (Stamped) element;
            boolean over = expiry.isOver(stamped);
            if (!over || expiry.showsExpired()) {
                shown.add((T) stamped.value());
            }
            if (!over) {
                kept.add(expiry.renewsOnRead() ? expiry.stamp(stamped.value()) : stamped);
            }
        }
        if (kept.isEmpty()) {
            table.remove();
        } else {
            table.put(kept);
        }
        return shown;
    }

    private Object kept(T value) {
        Objects.requireNonNull(value, "You cannot add null to a ListState.");
        return expiry.isOn() ? expiry.stamp(value) : value;
    }

    @Override
    public void add(T value) {
        Object kept = kept(value);
        storedOrNew().add(kept);
    }

    @Override
    public void addAll(List<T> values) {
        List<Object> kept = new ArrayList<>(values.size());
        values.forEach(value -> kept.add(kept(value)));
        if (!kept.isEmpty()) {
            storedOrNew().addAll(kept);
        }
    }

    @Override
    public void update(List<T> values) {
        List<Object> kept = new ArrayList<>(values.size());
        values.forEach(value -> kept.add(kept(value)));
        if (kept.isEmpty()) {
            table.remove();
        } else {
            table.put(kept);
        }
    }

    @Override
    public void clear() {
        table.remove();
    }
}
