/**
 * Functions that answer later: a call begins something, such as a request to another system, and its result comes from any
 * thread. Start with {@link io.millrace.datastream.functions.async.AsyncFunction}. Nothing here has threads of its own.
 */
@NullMarked
package io.millrace.datastream.functions.async;

import org.jspecify.annotations.NullMarked;
