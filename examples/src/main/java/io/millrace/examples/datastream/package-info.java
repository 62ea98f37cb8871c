/**
 * Programs over streams, on the DataStream API. Read {@link io.millrace.examples.datastream.WordCount} first, then
 * {@link io.millrace.examples.datastream.WindowWordCount}. No program here uses the DataSet API.
 */
@NullMarked
package io.millrace.examples.datastream;

import org.jspecify.annotations.NullMarked;
