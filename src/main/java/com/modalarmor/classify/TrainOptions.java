package com.modalarmor.classify;

/**
 * How to train. Immutable.
 *
 * @param seed equal seeds and data give equal bytes
 * @param epochs times that each text is seen
 * @param ownPhrases how many rows of own phrases to add: 1 = as shipped, 0 = none
 * @param falsePositivesMax share of the dev file's harmless texts that the threshold may let cry
 *     wolf
 * @param command what the user typed, for the card
 */
public record TrainOptions(
    long seed, int epochs, double ownPhrases, double falsePositivesMax, String command) {

  /** As the shipped model was made, but for its seed, which was 2. */
  public static TrainOptions shipped(String command) {
    return new TrainOptions(1, 4, 1, 0.0012, command);
  }
}
