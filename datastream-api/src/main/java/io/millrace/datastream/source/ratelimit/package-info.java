/**
 * How fast sources may emit. Start with {@link io.millrace.datastream.source.ratelimit.RateLimiterStrategy}. Nothing here blocks
 * or has threads: a limiter gives a promise, and the source waits for it as for data.
 */
@NullMarked
package io.millrace.datastream.source.ratelimit;

import org.jspecify.annotations.NullMarked;
