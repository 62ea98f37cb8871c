/**
 * Sources of made-up records in the older form, a function with a loop: start with {@link
 * io.millrace.datastream.functions.source.datagen.DataGeneratorSource}. New programs use the source of the same name in {@link
 * io.millrace.datastream.source.datagen}, which nothing here reaches for.
 */
@NullMarked
package io.millrace.datastream.functions.source.datagen;

import org.jspecify.annotations.NullMarked;
