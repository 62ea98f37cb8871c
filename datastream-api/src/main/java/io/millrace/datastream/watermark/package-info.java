/**
 * The watermark as older interfaces name it: {@link io.millrace.datastream.watermark.Watermark}. Only a value; nothing
 * here makes or handles watermarks.
 */
@NullMarked
package io.millrace.datastream.watermark;

import org.jspecify.annotations.NullMarked;
