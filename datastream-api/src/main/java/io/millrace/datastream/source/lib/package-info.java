/** Sources that need no outside system. Start with {@link io.millrace.datastream.source.lib.NumberSequenceSource}. */
@NullMarked
package io.millrace.datastream.source.lib;

import org.jspecify.annotations.NullMarked;
