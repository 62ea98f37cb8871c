/**
 * What the end of a program by an exception means: {@link io.millrace.protocol.diagnosis.Diagnosis} tells the command line
 * and the ApplicationMaster alike who can mend it and what to say.
 *
 * <p>It never prints, logs or ends anything.
 */
@NullMarked
package io.millrace.protocol.diagnosis;

import org.jspecify.annotations.NullMarked;
