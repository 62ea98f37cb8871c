/**
 * Messages as bytes. Start with {@link io.millrace.protocol.wire.MessageCodec}: it walks the components of the message
 * records with Avro's encoders; the schemas in {@code src/main/avro/millrace.avdl} are the truth it is tested against.
 *
 * <p>No generated classes, no I/O: arrays of bytes in and out.
 */
@NullMarked
package io.millrace.protocol.wire;

import org.jspecify.annotations.NullMarked;
