/**
 * Records to and from the bytes of other systems.
 *
 * <p>Read {@link io.millrace.dataflow.serialization.SerializationSchema} first. Nothing here opens a connection.
 */
@NullMarked
package io.millrace.dataflow.serialization;

import org.jspecify.annotations.NullMarked;
