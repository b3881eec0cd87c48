/**
 * A multi-pattern engine: a few hundred patterns, compiled once, found in one pass over a folded
 * text.
 *
 * <p>The way of a scan: one Aho-Corasick pass ({@code LiteralAutomaton}) reports each place where a
 * literal stands that some pattern cannot do without; around it {@code CandidateWindows} opens the
 * few places where a match of that pattern may start, which {@code BackwardWalk} narrows down where
 * they are many; {@code Verifier} runs the pattern's own deterministic automaton, built as it goes,
 * from there until it dies. No step ever goes back over the text, so the cost is linear in the text
 * whatever the text says.
 *
 * <h2>Pattern syntax</h2>
 *
 * <table>
 * <caption>What a pattern may hold</caption>
 * <tr><td>{@code a} {@code é} {@code 忽}</td><td>that character; a character outside the BMP is
 *     two UTF-16 units and may be quantified as a whole, but not stand in a class</td></tr>
 * <tr><td>{@code \.} {@code \\} {@code \-} …</td><td>any ASCII punctuation or space, literally;
 *     outside a class {@code \ ^ $ . | ? * + ( ) [ ] { }} must be written so</td></tr>
 * <tr><td><code>\n \t \r \f \xHH &#92;uHHHH</code></td><td>that UTF-16 unit</td></tr>
 * <tr><td>{@code .}</td><td>any one UTF-16 unit, line ends included</td></tr>
 * <tr><td>{@code [a-z_]} {@code [^…]}</td><td>one unit of (not of) the class; escapes and
 *     {@code \s \w \d \S \W \D} may stand in it; {@code -} first, last or escaped is itself</td></tr>
 * <tr><td>{@code \w \W}</td><td>letter, decimal digit, underscore or combining mark; or not</td></tr>
 * <tr><td>{@code \d \D}</td><td>decimal digit of any script; or not</td></tr>
 * <tr><td>{@code \s \S}</td><td>ASCII white space, U+0085, U+2028, U+2029 and every Unicode space
 *     separator (no-break and ideographic space too); or not</td></tr>
 * <tr><td>{@code \b \B}</td><td>between a {@code \w} and a non-{@code \w} unit (or an end of the
 *     text); or not</td></tr>
 * <tr><td>{@code ^ $}</td><td>the start and the end of the scanned text, never of a line</td></tr>
 * <tr><td>{@code (…)} {@code (?:…)}</td><td>a group; neither captures</td></tr>
 * <tr><td>{@code x|y}</td><td>either</td></tr>
 * <tr><td>{@code ? * +}</td><td>{@code {0,1}}, {@code {0,32}}, {@code {1,32}}: every repetition is
 *     bounded</td></tr>
 * <tr><td>{@code {m} {m,n}}</td><td>m to n times, 1 ≤ n ≤ 256</td></tr>
 * </table>
 *
 * <p>Matching is exact: fold and lower-case both the text and the patterns beforehand. A pattern's
 * longest match may have at most 4,096 units, and each match must contain a literal of two or more
 * units; shapes without one belong to hand-written scanners. A fault is a {@code PatternFault} with
 * the pattern's id, the offset, and what was expected there.
 *
 * <h2>What is reported</h2>
 *
 * <p>For each pattern its leftmost-longest matches, from left to right, not overlapping each other:
 * of all matches the one that starts first, of those the longest, then on from its end. After
 * {@code hitsPerPatternMax} of them the pattern rests. Matches of different patterns may overlap.
 */
package com.modalarmor.detect.match;
