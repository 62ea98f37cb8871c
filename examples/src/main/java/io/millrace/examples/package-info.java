/**
 * Programs to read and to run: each is one file, written as a user of Millrace would write it.
 *
 * <p>Here lies only what they share: how they read their options, and what a word is. The programs are in
 * {@code dataset} and {@code datastream}. Read {@link io.millrace.examples.dataset.WordCount} first. Nothing in here reaches
 * behind the public API.
 */
@NullMarked
package io.millrace.examples;

import org.jspecify.annotations.NullMarked;
