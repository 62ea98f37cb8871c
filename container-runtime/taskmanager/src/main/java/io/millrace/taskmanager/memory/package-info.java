/**
 * What a TaskManager lends to operators: pages of managed memory and spill files. Start with {@link
 * io.millrace.taskmanager.memory.PagePool}.
 *
 * <p>Pools are shared by the threads of a slot; what an operator is handed belongs to its thread alone.
 */
@NullMarked
package io.millrace.taskmanager.memory;

import org.jspecify.annotations.NullMarked;
