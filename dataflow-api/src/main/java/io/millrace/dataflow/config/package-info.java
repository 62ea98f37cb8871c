/**
 * The configuration: options with type and default, the values set for them, and the list of all that exist.
 *
 * <p>Read {@link io.millrace.dataflow.config.Configuration} first. Nothing here writes a file.
 */
@NullMarked
package io.millrace.dataflow.config;

import org.jspecify.annotations.NullMarked;
