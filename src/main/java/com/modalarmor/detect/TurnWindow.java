package com.modalarmor.detect;

/**
 * How much of a conversation is read as one text. Immutable.
 *
 * @param turnsMax the last turns of the caller's side that are joined; 0 = none
 * @param charsMax characters of all of them together; older ones are left out
 */
public record TurnWindow(int turnsMax, int charsMax) {

  public static final TurnWindow DEFAULT = new TurnWindow(16, 4_096);
}
