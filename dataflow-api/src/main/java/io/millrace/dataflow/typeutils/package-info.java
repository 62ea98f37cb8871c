/**
 * How the records of a type are written, read, copied and taken apart: serialisers, their snapshots, and types with fields.
 *
 * <p>Read {@link io.millrace.dataflow.typeutils.TypeSerializer} first. What a type is stands in
 * {@code io.millrace.dataflow.types}; how the engine's own types are written, in the module {@code types}. Nothing here
 * generates code or does input or output of its own.
 */
@NullMarked
package io.millrace.dataflow.typeutils;

import org.jspecify.annotations.NullMarked;
