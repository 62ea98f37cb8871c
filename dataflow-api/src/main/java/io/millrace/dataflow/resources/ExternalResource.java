package io.millrace.dataflow.resources;

import java.math.BigDecimal;

/** What only some machines have, such as graphics processors, by its name. */
public final class ExternalResource extends Resource<ExternalResource> {
    private static final long serialVersionUID = 1L;

    public ExternalResource(String name, double value) {
        super(name, value);
    }

    private ExternalResource(String name, BigDecimal value) {
        super(name, value);
    }

    @Override
    protected ExternalResource create(BigDecimal value) {
        return new ExternalResource(getName(), value);
    }
}
