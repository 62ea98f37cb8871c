/**
 * Serialisers of plain values, for programs that name a serialiser where others give a type: state descriptors and sinks with
 * transactions.
 *
 * <p>Read {@link io.millrace.dataflow.typeutils.base.TypedSerializer} first: each writes what the serialiser of its type
 * writes. Nothing here has a layout of its own but lists and maps of given serialisers.
 */
@NullMarked
package io.millrace.dataflow.typeutils.base;

import org.jspecify.annotations.NullMarked;
