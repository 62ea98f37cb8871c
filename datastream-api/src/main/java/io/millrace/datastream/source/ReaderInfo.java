package io.millrace.datastream.source;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A reader that runs: its subtask and host. */
public final class ReaderInfo implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int subtaskId;
    private final String location;

    public ReaderInfo(int subtaskId, String location) {
        this.subtaskId = subtaskId;
        this.location = location;
    }

    public int getSubtaskId() {
        return subtaskId;
    }

    /** The host name. */
    public String getLocation() {
        return location;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ReaderInfo that && subtaskId == that.subtaskId && location.equals(that.location);
    }

    @Override
    public int hashCode() {
        return Objects.hash(subtaskId, location);
    }

    @Override
    public String toString() {
        return "ReaderInfo{subtaskId=" + subtaskId + ", location=" + location + "}";
    }
}
