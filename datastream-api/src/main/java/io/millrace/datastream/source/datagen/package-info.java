/**
 * A source of made-up records, for tests and demonstrations. Start with {@link
 * io.millrace.datastream.source.datagen.DataGeneratorSource}.
 *
 * <p>Records depend on their number only, so a run can be repeated; nothing here reads a clock or draws at random.
 */
@NullMarked
package io.millrace.datastream.source.datagen;

import org.jspecify.annotations.NullMarked;
