package io.millrace.rest;

import io.millrace.dataflow.config.OptionsProvider;
import java.util.Collection;
import java.util.List;

/** Makes the options of the REST interface known to configurations. */
public final class RestOptionsProvider implements OptionsProvider {
    @Override
    public Collection<Class<?>> optionClasses() {
        return List.of(RestOptions.class);
    }
}
