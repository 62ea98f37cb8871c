package io.millrace.dataflow.serialization;

/** The settings, held as fields. */
public final class SerializerConfigImpl implements SerializerConfig {

    private static final long serialVersionUID = 1L;

    private boolean genericTypes = true;

    @Override
    public boolean hasGenericTypesDisabled() {
        return !genericTypes;
    }

    @Override
    public void setGenericTypes(boolean genericTypes) {
        this.genericTypes = genericTypes;
    }
}
