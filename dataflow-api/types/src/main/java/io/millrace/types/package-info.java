/**
 * What a TypeInformation hands out: compiled serialisers, copiers, hashers and comparators.
 *
 * <p>The module is found by the type information through a service, never named by a program. It alone makes code
 * ({@link io.millrace.types.code.FieldCode}) and serialises unknown classes (Fory). It never does I/O and never starts a
 * thread.
 */
@NullMarked
package io.millrace.types;

import org.jspecify.annotations.NullMarked;
