package com.modalarmor.classify;

/**
 * One row of labelled data. Immutable.
 *
 * @param id stable name of the row
 * @param text as it would be sent
 * @param attack the label
 * @param kind what sort of attack or harmless text: {@code injection}, {@code jailbreak}, {@code
 *     indirect}, {@code extraction}, {@code benign}, {@code hard-benign}; empty = not told
 * @param lang ISO 639-1 code, or empty
 * @param source where the row comes from; empty = not told
 */
public record LabelledText(
    String id, String text, boolean attack, String kind, String lang, String source) {

  /** The kind of plain questions for something harmful: no attacks, and next to them. */
  public static final String HARMFUL = "harmful-request";
}
