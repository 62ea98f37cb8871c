/**
 * Sources as functions that own their loop, the older form. Start with {@link
 * io.millrace.datastream.functions.source.SourceFunction}; new connectors implement {@link
 * io.millrace.datastream.source.Source}.
 */
@NullMarked
package io.millrace.datastream.functions.source;

import org.jspecify.annotations.NullMarked;
