/**
 * Millrace on YARN: {@code launch} holds what client and containers agree upon, and what runs at the client and in the
 * containers lives in packages of their own beside it.
 *
 * <p>Nothing else in the project knows YARN; this package itself holds no class.
 */
@NullMarked
package io.millrace.yarn;

import org.jspecify.annotations.NullMarked;
