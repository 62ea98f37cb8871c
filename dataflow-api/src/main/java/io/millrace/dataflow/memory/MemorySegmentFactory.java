package io.millrace.dataflow.memory;

/** Makes segments. */
public final class MemorySegmentFactory {
    private MemorySegmentFactory() {}

    /** Over this array. */
    public static MemorySegment wrap(byte[] buffer) {
        return MemorySegment.wrap(buffer);
    }

    /** Of so many bytes, all zero. */
    public static MemorySegment allocateUnpooledSegment(int size) {
        return MemorySegment.wrap(new byte[size]);
    }
}
