/**
 * Clients and their jobs. Start with the actor {@link io.millrace.jobmanager.dispatch.Dispatcher}.
 *
 * <p>It runs nothing itself: each job has an actor of its own, and one that fails takes no other with it.
 */
@NullMarked
package io.millrace.jobmanager.dispatch;

import org.jspecify.annotations.NullMarked;
