/**
 * The REST interface from the other side: what the command line and session executors speak to an application. Start with
 * {@link io.millrace.rest.client.RestClient}.
 *
 * <p>It finds no application and reads no file: address and token are given to it.
 */
@NullMarked
package io.millrace.rest.client;

import org.jspecify.annotations.NullMarked;
