/**
 * The way back in a streaming loop: records that a tail has sent and the head has not taken yet, in one JVM.
 *
 * <p>Read {@link io.millrace.datastream.feedback.FeedbackChannel} first. Nothing here knows operators or tasks; the operators
 * at both ends are in {@code io.millrace.datastream.runtime}.
 */
@NullMarked
package io.millrace.datastream.feedback;

import org.jspecify.annotations.NullMarked;
