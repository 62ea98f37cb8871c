/**
 * What distances between records are taken of. Start with
 * {@link io.millrace.datastream.functions.windowing.delta.extractor.Extractor}. Pure functions, without state.
 */
@NullMarked
package io.millrace.datastream.functions.windowing.delta.extractor;

import org.jspecify.annotations.NullMarked;
