package io.millrace.datastream.source;

import java.io.Serializable;

/** A message between an enumerator and a reader of the same source; the engine only carries it. */
public interface SourceEvent extends Serializable {}
