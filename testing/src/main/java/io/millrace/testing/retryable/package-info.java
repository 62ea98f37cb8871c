/**
 * Ready-made answers to when an asynchronous call is made again. Start with
 * {@link io.millrace.testing.retryable.AsyncRetryStrategies}. Makes no calls and keeps no time itself.
 */
@NullMarked
package io.millrace.testing.retryable;

import org.jspecify.annotations.NullMarked;
