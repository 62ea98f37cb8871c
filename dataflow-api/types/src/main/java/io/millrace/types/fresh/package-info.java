/**
 * What the class files of user functions show about the records that they emit: whether each is a new object that nobody else keeps,
 * changes or emits again, so that it need not be copied. Start with {@link io.millrace.types.fresh.FreshRecords}. Nothing here runs user
 * code, and what is not understood counts as kept.
 */
@NullMarked
package io.millrace.types.fresh;

import org.jspecify.annotations.NullMarked;
