package io.millrace.control.checkpoint;

/**
 * Where one subtask's part of a checkpoint lies: a segment of a file that holds those of all subtasks of a TaskManager.
 *
 * @param path the file, whole, as its file system names it
 * @param offset of the segment's first byte, at least 0
 * @param length of the segment in bytes, at least 0
 * @param crc32c of the segment's bytes (Castagnoli), the 32 bits as an int
 */
public record StateHandle(String path, long offset, long length, int crc32c) {
    public StateHandle {
        if (offset < 0 || length < 0) {
            throw new IllegalArgumentException("state handle in '" + path + "': expected offset >= 0 and length >= 0,"
                    + " found " + offset + " and " + length);
        }
    }
}
