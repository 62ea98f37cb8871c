/**
 * The JobManager's HTTP interface: jobs, their news, TaskManagers, submission, cancelling. Start with {@link
 * io.millrace.rest.RestServer}; {@link io.millrace.rest.Endpoints} lists the routes, {@code docs/rest.md} their JSON.
 *
 * <p>It never touches the state of an actor: what requests want goes as a message to {@link
 * io.millrace.rest.gateway.RestGateway}. It takes no uploads and turns no text of a request into the name of a file.
 */
@NullMarked
package io.millrace.rest;

import org.jspecify.annotations.NullMarked;
