/**
 * The contract of sources: an enumerator beside the JobManager finds splits, readers in the tasks read them. Start with
 * {@link io.millrace.datastream.source.Source}.
 *
 * <p>Only contracts for connectors; nothing here runs by itself.
 */
@NullMarked
package io.millrace.datastream.source;

import org.jspecify.annotations.NullMarked;
