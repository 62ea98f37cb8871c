package io.millrace.datastream.source;

/** A message between an enumerator and a reader of the same source; the engine only carries it. */
public interface SourceEvent extends Serializable {}
