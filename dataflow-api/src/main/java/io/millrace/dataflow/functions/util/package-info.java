/**
 * Runtime contexts for functions that run outside a job, as the unit tests of programs make them.
 *
 * <p>Read {@link io.millrace.dataflow.functions.util.RuntimeUDFContext} first. Jobs themselves never use what lives here.
 */
@NullMarked
package io.millrace.dataflow.functions.util;

import org.jspecify.annotations.NullMarked;
