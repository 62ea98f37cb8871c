/** A source of made-up records. Start with {@link io.millrace.datastream.source.datagen.DataGeneratorSource}. */
@NullMarked
package io.millrace.datastream.source.datagen;

import org.jspecify.annotations.NullMarked;
