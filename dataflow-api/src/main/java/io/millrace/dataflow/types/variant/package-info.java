/**
 * Values whose shape is only known when they come, such as those of JSON. Start with {@link
 * io.millrace.dataflow.types.variant.Variant}. They never change, so they are shared and not copied.
 */
@NullMarked
package io.millrace.dataflow.types.variant;

import org.jspecify.annotations.NullMarked;
