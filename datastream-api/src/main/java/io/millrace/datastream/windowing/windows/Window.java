package io.millrace.datastream.windowing.windows;

/** A group of records that are seen together. Equal by content. */
public abstract class Window {
    /** The largest timestamp, in milliseconds, that still belongs to the window. */
    public abstract long maxTimestamp();
}
