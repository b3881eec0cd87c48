package com.modalarmor.evaluation.obfuscate;

import java.util.SplittableRandom;

/**
 * One way to disguise a text. Immutable; the same random stream gives the same disguise.
 *
 * @param name of the table's row
 * @param encoder does it
 */
public record Obfuscation(String name, Encoder encoder) {

  /** Turns a text into its disguise. */
  @FunctionalInterface
  public interface Encoder {
    String encode(String text, SplittableRandom random);
  }

  public String apply(String text, SplittableRandom random) {
    return encoder.encode(text, random);
  }
}
