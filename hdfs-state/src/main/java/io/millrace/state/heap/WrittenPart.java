package io.millrace.state.heap;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sections that are written already: of values that could change, or of state that nobody has asked for since the restore. */
record WrittenPart(Map<Integer, Section> sections) implements Part {
    /** Writes all sections of another part now. */
    static WrittenPart of(Part part, Scope scope) throws IOException {
        Map<Integer, Section> written = new TreeMap<>();
        for (int group : scope.keyGroups()) {
            Section section = part.section(group);
            if (section != null) {
                written.put(group, section);
            }
        }
        return new WrittenPart(written);
    }

    @Override
    public @Nullable Section section(int keyGroup) {
        return sections.get(keyGroup);
    }
}
