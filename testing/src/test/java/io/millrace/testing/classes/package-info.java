/**
 * Tests over the class files of all engine modules together. Start with {@link
 * io.millrace.testing.classes.OwnClassesTest}; nothing here runs a job.
 */
@NullMarked
package io.millrace.testing.classes;

import org.jspecify.annotations.NullMarked;
