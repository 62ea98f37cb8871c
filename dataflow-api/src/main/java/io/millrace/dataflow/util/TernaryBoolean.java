package io.millrace.dataflow.util;

import io.millrace.dataflow.config.ConfigOption;
import io.millrace.dataflow.config.ReadableConfig;
import org.jspecify.annotations.Nullable;

/** True, false, or not said. */
public enum TernaryBoolean {
    TRUE,
    FALSE,
    UNDEFINED;

    /** As said, else {@code defaultValue}. */
    public boolean getOrDefault(boolean defaultValue) {
        return this == UNDEFINED ? defaultValue : this == TRUE;
    }

    /** This, or what {@code config} says where this says nothing. */
    public static TernaryBoolean mergeTernaryBooleanWithConfig(
            TernaryBoolean original, ConfigOption<Boolean> option, ReadableConfig config) {
        return original != UNDEFINED ? original : fromBoxedBoolean(config.get(option));
    }

    /** {@code UNDEFINED} with a value for it. */
    public TernaryBoolean resolveUndefined(boolean valueForUndefined) {
        return this != UNDEFINED ? this : fromBoolean(valueForUndefined);
    }

    /** Null for {@code UNDEFINED}. */
    public @Nullable Boolean getAsBoolean() {
        return this == UNDEFINED ? null : Boolean.valueOf(this == TRUE);
    }

    public static TernaryBoolean fromBoolean(boolean bool) {
        return bool ? TRUE : FALSE;
    }

    public static TernaryBoolean fromBoxedBoolean(@Nullable Boolean bool) {
        return bool == null ? UNDEFINED : fromBoolean(bool);
    }
}
