package io.millrace.dataflow.config;

import java.util.Collection;

/** A service by which a module makes its options known, so that configurations that set them are accepted. */
public interface OptionsProvider {
    /** Public classes whose public static fields are the options. */
    Collection<Class<?>> optionClasses();
}
