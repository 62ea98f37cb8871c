package io.millrace.state.heap;

import io.millrace.dataflow.contract.KeyedStateBackend;
import io.millrace.dataflow.contract.KeyedStateOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The captured parts of one operator, written a key group at a time. */
record HeapSnapshot(Scope scope, List<Part> parts) implements KeyedStateBackend.Snapshot {
    @Override
    public void writeTo(KeyedStateOutput output) throws IOException {
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
