package io.millrace.dataflow.config;

import java.util.Collection;
import java.util.List;

/** A service by which a module makes its options known, so that configurations that set them are accepted. */
public interface OptionsProvider {
    /** Public classes whose public static fields are the options. */
    Collection<Class<?>> optionClasses();

    /** What keys may begin with that the user names himself, such as those of environment variables; with the last dot. */
    default Collection<String> keyPrefixes() {
        return List.of();
    }
}
