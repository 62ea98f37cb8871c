package io.millrace.dataflow.types;

/** A function or format that tells the type of what it produces. Its word goes before anything found by reflection. */
public interface ResultTypeQueryable<T> {

    TypeInformation<T> getProducedType();
}
