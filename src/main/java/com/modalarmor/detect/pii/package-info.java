/**
 * Personal data that has a pattern, under Presidio's names: entities are data ({@code conf/pii/}),
 * compiled once for what a policy turns on, found in one pass that stops only at digits, {@code @}
 * and a few separators.
 *
 * <p>The way of a hit: a place where something may start ({@code DigitTable}, the finders) → its
 * shape ({@code ShapeSet}, the longest match) → structure and check digits ({@code Checks}) → words
 * before it ({@code ContextWords}) → one of overlapping hits of a type ({@code HitList}).
 */
package com.modalarmor.detect.pii;
