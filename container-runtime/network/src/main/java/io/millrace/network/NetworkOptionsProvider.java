package io.millrace.network;

import io.millrace.dataflow.config.OptionsProvider;
import java.util.Collection;
import java.util.List;

/** Makes {@link NetworkOptions} known. */
public final class NetworkOptionsProvider implements OptionsProvider {
    @Override
    public Collection<Class<?>> optionClasses() {
        return List.of(NetworkOptions.class);
    }
}
