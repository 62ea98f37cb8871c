package io.millrace.dataflow.serialization;

import java.io.Serializable;

/** What a job says about its serialisers. */
public interface SerializerConfig extends Serializable {

    /** Whether types that no serialiser of their own exists for are refused. */
    boolean hasGenericTypesDisabled();

    /** Allows (the default) or forbids types that only the generic serialiser can handle. */
    void setGenericTypes(boolean genericTypes);
}
