/**
 * Names that programs use to steer the batch optimizer; {@link
 * io.millrace.dataflow.operators.base.JoinOperatorBase.JoinHint} is the one they use most.
 *
 * <p>Only names; nothing runs here.
 */
@NullMarked
package io.millrace.dataflow.operators.base;

import org.jspecify.annotations.NullMarked;
