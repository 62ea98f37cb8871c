package io.millrace.taskmanager.checkpoint;

import io.millrace.control.checkpoint.StateHandle;
import java.io.IOException;

/**
 * A part of a checkpoint could not be read just now. That says nothing against the file: the job goes on from the same
 * checkpoint again.
 */
public final class UnreadableSnapshotException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadableSnapshotException(StateHandle handle, Throwable cause) {
        super(
                "snapshot '" + handle.path() + "' at offset " + handle.offset() + ", " + handle.length()
                        + " bytes, could not be read: " + cause
                        + "; it is read again after a restart: see whether its file system can be reached from this TaskManager",
                cause);
    }
}
