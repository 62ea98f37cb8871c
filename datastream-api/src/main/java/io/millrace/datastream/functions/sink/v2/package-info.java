/** Sinks of the newer form that need no connector. Start with {@link io.millrace.datastream.functions.sink.v2.DiscardingSink}. */
@NullMarked
package io.millrace.datastream.functions.sink.v2;

import org.jspecify.annotations.NullMarked;
