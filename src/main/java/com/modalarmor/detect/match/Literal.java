package com.modalarmor.detect.match;

/**
 * A text that matches of a pattern contain, and where. Immutable.
 *
 * @param text the literal
 * @param beforeMin the fewest units of the match before it
 * @param beforeMax the most units of the match before it
 */
record Literal(String text, int beforeMin, int beforeMax) {
  Literal shifted(int min, int max) {
    return new Literal(text, beforeMin + min, beforeMax + max);
  }
}
