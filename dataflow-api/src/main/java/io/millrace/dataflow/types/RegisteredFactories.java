package io.millrace.dataflow.types;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The factories that a job's settings name for classes. Each is kept with its class, and goes with it. Safe for use by
 * several threads.
 */
public final class RegisteredFactories {
    private static final ClassValue<AtomicReference<@Nullable Class<? extends TypeInfoFactory<?>>>> BY_CLASS =
            new ClassValue<>() {
                @Override
                protected AtomicReference<@Nullable Class<? extends TypeInfoFactory<?>>> computeValue(Class<?> type) {
                    return new AtomicReference<>();
                }
            };

    private RegisteredFactories() {}

    /** From now on the factory tells the type of this class, unless the class is annotated with another. */
    public static void register(Class<?> type, Class<? extends TypeInfoFactory<?>> factory) {
        BY_CLASS.get(type).set(factory);
    }

    static @Nullable Class<? extends TypeInfoFactory<?>> of(Class<?> type) {
        return BY_CLASS.get(type).get();
    }
}
