/**
 * Which elements of a window its function does not see. Start with {@link
 * io.millrace.datastream.windowing.evictors.Evictor}. Windows with evictors keep all their elements.
 */
@NullMarked
package io.millrace.datastream.windowing.evictors;

import org.jspecify.annotations.NullMarked;
