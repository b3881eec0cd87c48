package com.modalarmor.evaluation.obfuscate;

import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * One way to disguise a text. Immutable; the same random stream gives the same disguise.
 *
 * @param name of the table's row
 * @param encoder does it
 * @param carrier says whether a text survives it: an alphabet that lacks most of its signs leaves
 *     nothing that could be an attack
 */
public record Obfuscation(String name, Encoder encoder, Predicate<String> carrier) {

  /** Turns a text into its disguise. */
  @FunctionalInterface
  public interface Encoder {
    String encode(String text, SplittableRandom random);
  }

  public String apply(String text, SplittableRandom random) {
    return encoder.encode(text, random);
  }

  public boolean carries(String text) {
    return carrier.test(text);
  }
}
