/**
 * The port to where reports of failures are kept: {@link io.millrace.control.report.FailureReports}. Start there; {@link
 * io.millrace.control.report.FailureReport} says what is in one, {@link io.millrace.control.report.FailureReportFormat} how
 * it is written.
 *
 * <p>It judges no failure, and never knows where the reports lie.
 */
@NullMarked
package io.millrace.control.report;

import org.jspecify.annotations.NullMarked;
