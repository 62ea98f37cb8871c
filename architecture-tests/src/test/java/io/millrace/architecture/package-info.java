/**
 * The rules of the house as tests: who may use whom, what control code may not call, what a package and a file look
 * like.
 *
 * <p>Read {@link io.millrace.architecture.Arrows} first: it is the drawing of the house. {@code HouseTest} holds the
 * house to the rules; {@code RulesBiteTest} breaks each rule on purpose. A rule never mends anything: it names the
 * place, the rule and the remedy.
 */
@NullMarked
package io.millrace.architecture;

import org.jspecify.annotations.NullMarked;
