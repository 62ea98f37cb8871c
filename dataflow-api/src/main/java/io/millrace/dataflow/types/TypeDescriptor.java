package io.millrace.dataflow.types;

import java.io.Serializable;

/** A type by its class and its parts, without anything that serialises it. */
public interface TypeDescriptor<T> extends Serializable {
    Class<T> getTypeClass();
}
