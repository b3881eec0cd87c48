package com.modalarmor.evaluation;

/**
 * One labelled text. Immutable.
 *
 * @param line its line in the file, from 1
 * @param id as in the file, or {@code line-N}
 * @param text what is scanned; never printed
 * @param kind finer than the label, e.g. {@code indirect}; the label's name when the file has none
 * @param lang ISO 639-1, or {@code ?}
 * @param source where the text comes from; the file's name when it does not say
 */
public record LabelledRow(
    long line, String id, String text, Label label, String kind, String lang, String source) {

  /**
   * The kind of rows that ask for harm without attacking the model: not what is looked for here.
   */
  public static final String HARMFUL_REQUEST = "harmful-request";

  /** What a row counts as. */
  public enum Label {
    ATTACK,
    BENIGN,
    /** Counted apart: flagging it is neither a hit nor a false alarm. */
    APART
  }

  public boolean attack() {
    return label == Label.ATTACK;
  }

  public boolean benign() {
    return label == Label.BENIGN;
  }

  /** The same row with another text. */
  public LabelledRow withText(String other) {
    return new LabelledRow(line, id, other, label, kind, lang, source);
  }
}
