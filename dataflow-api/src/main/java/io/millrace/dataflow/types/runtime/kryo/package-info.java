/**
 * The generic serialiser under the name that ported programs give it, for sinks and states that take a serialiser by hand.
 *
 * <p>Read {@link io.millrace.dataflow.types.runtime.kryo.KryoSerializer} first. Nothing here depends on Kryo itself: records
 * are written as {@code GenericTypeInfo} writes them.
 */
@NullMarked
package io.millrace.dataflow.types.runtime.kryo;

import org.jspecify.annotations.NullMarked;
