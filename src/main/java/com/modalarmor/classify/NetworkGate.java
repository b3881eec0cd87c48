package com.modalarmor.classify;

/**
 * Says whether the network may make an attack of what the features think of a text: where it may
 * not, and nobody asks for less than attacks, it need not read. Stateless.
 */
public final class NetworkGate {

  /**
   * From so far below the threshold the network lifts no text over it: of 39,813 texts of all
   * measures 888 were spared by this, and no verdict was another.
   */
  static final float REACH = 2.5f;

  private NetworkGate() {}

  /** Words of the text that the network has read last. */
  public static int words(AttackModel.Scratch scratch) {
    return scratch.phraseScan.words;
  }

  /** Whether the text judged last, by its features alone, is near enough to one. */
  public static boolean open(
      AttackModel model, AttackModel.Scratch scratch, int channel, float handicap) {
    float[] c = model.weights().calibration();
    float raised = LengthShift.apply(scratch.sum + REACH, scratch.length, c[Weights.ANCHOR]);
    return c[0] * raised + c[1] + c[2 + channel] - handicap >= 0;
  }
}
