package com.modalarmor.detect.pii;

import com.modalarmor.detect.match.ShapeSource;

/**
 * One shape of an entity. Immutable.
 *
 * @param score of a match that no check proves
 * @param anchor the separator at which it is looked for; 0 = at its first digit
 * @param noFraction no match right before a dot and a digit
 */
record PiiPattern(ShapeSource shape, float score, char anchor, boolean noFraction) {}
