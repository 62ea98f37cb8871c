/**
 * Sources whose splits are iterators. Start with {@link io.millrace.datastream.source.lib.util.IteratorSourceReader}.
 */
@NullMarked
package io.millrace.datastream.source.lib.util;

import org.jspecify.annotations.NullMarked;
