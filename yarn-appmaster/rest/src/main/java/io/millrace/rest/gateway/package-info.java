/**
 * The dispatcher's client in the JobManager's own node, on behalf of clients that speak HTTP. Start with {@link
 * io.millrace.rest.gateway.RestGateway}.
 *
 * <p>An actor: it never blocks and knows nothing of HTTP, and threads of requests see only what it answered.
 */
@NullMarked
package io.millrace.rest.gateway;

import org.jspecify.annotations.NullMarked;
