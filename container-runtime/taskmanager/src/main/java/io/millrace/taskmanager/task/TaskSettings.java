package io.millrace.taskmanager.task;

import java.nio.file.Path;
import java.util.List;

/**
 * What tasks are told by the TaskManager's configuration.
 *
 * @param overflowBytesMax what one call of user code may emit beyond the room in the channels before its task gets a
 *     thread of its own
 * @param bufferTimeoutMs how long a record may wait in a batch that is not full while its task is busy
 *     ({@code execution.buffer-timeout.interval})
 * @param loopFlushDelayMs how long a record of a source that owns its loop may wait for company
 * @param tempDirectories for spill files ({@code io.tmp.dirs})
 */
public record TaskSettings(
        long overflowBytesMax, long bufferTimeoutMs, long loopFlushDelayMs, List<Path> tempDirectories) {
    public TaskSettings {
        tempDirectories = List.copyOf(tempDirectories);
        if (tempDirectories.isEmpty()) {
            throw new IllegalArgumentException("io.tmp.dirs: expected=one directory or more, actual=none");
        }
    }
}
