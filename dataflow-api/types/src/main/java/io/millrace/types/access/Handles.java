package io.millrace.types.access;

import java.lang.invoke.MethodHandles;

/** The lookup into a user's class, and what to do with what a handle throws. */
public final class Handles {

    private Handles() {}

    /** A lookup that sees the private members of a class. */
    public static MethodHandles.Lookup into(Class<?> owner) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(
                    "Class " + owner.getName() + " is in a module that does not open its package: add \"opens "
                            + owner.getPackageName() + "\" to its module-info, or put its jar on the class path.",
                    e);
        }
    }

    /** What a user's getter or constructor threw, as it was. */
    @SuppressWarnings("unchecked")
    static <E extends Throwable> RuntimeException asThrown(Throwable thrown) throws E {
        throw (E) thrown;
    }
}
