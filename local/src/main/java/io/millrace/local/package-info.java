/**
 * The in-JVM cluster: a JobManager and its TaskManagers in the process of the program that uses them.
 *
 * <p>It wires the same actors and tasks that run in containers, and is found by the APIs as an executor service. It
 * never leaves a thread or a file behind when it is closed.
 */
@NullMarked
package io.millrace.local;

import org.jspecify.annotations.NullMarked;
