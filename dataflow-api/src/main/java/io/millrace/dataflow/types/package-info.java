/**
 * What a record is made of: {@link io.millrace.dataflow.types.TypeInformation} and its kinds, the value types that
 * travel as records (Row, Either, the mutable Value classes), and how the type of an operator's output is found.
 *
 * <p>Read {@link io.millrace.dataflow.types.TypeInformation} first, then {@link io.millrace.dataflow.types.OutputTypes}.
 * Nothing here serialises: serialisers come from the provider that {@link io.millrace.dataflow.types.SerializerProvider}
 * names, found by ServiceLoader.
 */
@NullMarked
package io.millrace.dataflow.types;

import org.jspecify.annotations.NullMarked;
