package io.millrace.taskmanager.checkpoint;

import io.millrace.control.checkpoint.StateHandle;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A part of a checkpoint cannot be had any more: its file is missing, too short, or its bytes are not those written. */
public final class LostSnapshotException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String path;

    public LostSnapshotException(StateHandle handle, String what, @Nullable Throwable cause) {
        super(
                "snapshot '" + handle.path() + "' at offset " + handle.offset() + ", " + handle.length() + " bytes: "
                        + what,
                cause);
        this.path = handle.path();
    }

    /** The checksum of the bytes is another one than when they were written. */
    static LostSnapshotException damaged(StateHandle handle, int found) {
        return new LostSnapshotException(
                handle, String.format("expected CRC-32C %08x, found %08x", handle.crc32c(), found), null);
    }

    public String path() {
        return path;
    }
}
