/**
 * Serialisers of arrays of plain values, for programs that name a serialiser where others give a type.
 *
 * <p>Read {@link io.millrace.dataflow.typeutils.base.TypedSerializer} first; nothing here has a layout of its own.
 */
@NullMarked
package io.millrace.dataflow.typeutils.base.array;

import org.jspecify.annotations.NullMarked;
