package io.millrace.state.heap;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedStateOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The captured parts of one operator, written a key group at a time.
 *
 * @param loader the context class loader of the task: serialisers look there for classes, whichever thread writes
 */
record HeapSnapshot(Scope scope, List<Part> parts, @Nullable ClassLoader loader) implements KeyedStateBackend.Snapshot {
    @Override
    public void writeTo(KeyedStateOutput output) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            write(output);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void write(KeyedStateOutput output) throws IOException {
        for (int group : scope.keyGroups()) {
            List<Section> sections = new ArrayList<>();
            for (Part part : parts) {
                Section section = part.section(group);
                if (section != null) {
                    sections.add(section);
                }
            }
            if (!sections.isEmpty()) {
                output.keyGroup(group, KeyedFormat.write(sections));
            }
        }
    }
}
