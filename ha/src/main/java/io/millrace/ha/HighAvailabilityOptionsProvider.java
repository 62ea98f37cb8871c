package io.millrace.ha;

import io.millrace.dataflow.config.OptionsProvider;
import java.util.Collection;
import java.util.List;

/** Makes the options of leader election known to configurations. */
public final class HighAvailabilityOptionsProvider implements OptionsProvider {
    @Override
    public Collection<Class<?>> optionClasses() {
        return List.of(HighAvailabilityOptions.class);
    }
}
