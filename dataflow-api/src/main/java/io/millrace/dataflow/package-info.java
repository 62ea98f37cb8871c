/**
 * The words that every module speaks: functions, types, tuples, state descriptors, event time, configuration,
 * failures, file systems, the operator contract and the job graph.
 *
 * <p>Everything else in Millrace depends on this module and it depends on nothing of ours. What lives here describes
 * programs; it never runs them: no threads, no network, no scheduling.
 */
@NullMarked
package io.millrace.dataflow;

import org.jspecify.annotations.NullMarked;
