/**
 * Small tools that user programs and the engine share.
 *
 * <p>Read {@link io.millrace.dataflow.util.Collector} first. Nothing here knows of jobs or tasks.
 */
@NullMarked
package io.millrace.dataflow.util;

import org.jspecify.annotations.NullMarked;
