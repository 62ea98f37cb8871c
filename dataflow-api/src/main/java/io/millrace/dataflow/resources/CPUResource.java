package io.millrace.dataflow.resources;

import java.math.BigDecimal;
import java.util.Locale;

/** Processors, and parts of them. */
public final class CPUResource extends Resource<CPUResource> {
    private static final long serialVersionUID = 1L;

    public static final String NAME = "CPU";

    public CPUResource(double value) {
        super(NAME, value);
    }

    private CPUResource(BigDecimal value) {
        super(NAME, value);
    }

    @Override
    protected CPUResource create(BigDecimal value) {
        return new CPUResource(value);
    }

    public String toHumanReadableString() {
        return String.format(Locale.ROOT, "%.2f cores", getValue().doubleValue());
    }
}
