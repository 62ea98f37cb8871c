package io.millrace.datastream.runtime;

import io.millrace.dataflow.state.ListState;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A list of an operator, in memory; its elements are the user's objects themselves. */
final class MemoryListState<T> implements ListState<T> {
    private final List<T> elements = new ArrayList<>();

    @Override
    public Iterable<T> get() {
        return elements;
    }

    @Override
    public void add(T value) {
        elements.add(Objects.requireNonNull(value, "You cannot add null to a ListState."));
    }

    @Override
    public void addAll(List<T> values) {
        values.forEach(value -> Objects.requireNonNull(value, "You cannot add null to a ListState."));
        elements.addAll(values);
    }

    @Override
    public void update(List<T> values) {
        // The user may give back what get() gave.
        List<T> copy = List.copyOf(values);
        elements.clear();
        elements.addAll(copy);
    }

    @Override
    public void clear() {
        elements.clear();
    }
}
