package io.millrace.datastream.runtime;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.state.MapState;
import io.millrace.dataflow.state.MapStateDescriptor;
import io.millrace.dataflow.types.TypeInformation;
import io.millrace.datastream.windowing.assigners.MergingWindowAssigner;
import io.millrace.datastream.windowing.windows.Window;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Which windows of the current key there are, and under which window's name the contents of each are kept: of windows that
 * were merged, one keeps its place so that contents need not move each time a session grows.
 */
public final class MergingWindows<W extends Window> {
    /** Hears that windows became one. */
    public interface Merged<W> {
        /**
         * @param windows the windows that are now {@code result}
         * @param storedUnder where its contents are kept
         * @param storedBefore where other contents are that belong to it now
         */
        void merged(W result, Collection<W> windows, W storedUnder, Collection<W> storedBefore) throws Exception;
    }

    private record Merge<W>(W result, Collection<W> windows) {}

    private final MergingWindowAssigner<?, W> assigner;
    private final MapState<W, W> stored;

    public MergingWindows(
            MergingWindowAssigner<?, W> assigner, KeyedStateBackend<?> state, TypeInformation<W> windowType) {
        this.assigner = assigner;
        this.stored = state.state(new MapStateDescriptor<>("merging-window-set", windowType, windowType));
    }

    /** Adds a window, merging what the assigner says; the window that has it in the end is returned. */
    public W add(W added, Merged<W> listener) throws Exception {
        List<W> windows = new ArrayList<>();
        stored.keys().forEach(windows::add);
        boolean isNew = !windows.contains(added);
        if (isNew) {
            windows.add(added);
        }
        List<Merge<W>> merges = new ArrayList<>();
        assigner.mergeWindows(windows, (merged, result) -> merges.add(new Merge<>(result, new ArrayList<>(merged))));
        W home = added;
        boolean mergedAway = false;
        for (Merge<W> merge : merges) {
            if (merge.windows().contains(added)) {
                home = merge.result();
                mergedAway = true;
            }
            apply(merge, added, isNew, listener);
        }
        if (!mergedAway && isNew) {
            stored.put(added, added);
        }
        return home;
    }

    private void apply(Merge<W> merge, W added, boolean isNew, Merged<W> listener) throws Exception {
        List<W> known = new ArrayList<>(merge.windows());
        if (isNew) {
            known.remove(added);
        }
        List<W> places = new ArrayList<>();
        for (W window : known) {
            places.add(storedUnder(window));
            stored.remove(window);
        }
        W place = places.isEmpty() ? merge.result() : places.remove(0);
        stored.put(merge.result(), place);
        boolean unchanged = known.size() == 1 && known.get(0).equals(merge.result());
        if (!known.isEmpty() && !unchanged) {
            listener.merged(merge.result(), known, place, places);
        }
    }

    public boolean contains(W window) throws Exception {
        return stored.contains(window);
    }

    public W storedUnder(W window) throws Exception {
        W place = stored.get(window);
        if (place == null) {
            throw new IllegalStateException("Window " + window + " is not known for this key");
        }
        return place;
    }

    /** The window has ended. */
    public void retire(W window) throws Exception {
        stored.remove(window);
    }
}
