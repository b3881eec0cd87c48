package com.modalarmor.classify;

import java.util.List;

/**
 * Labelled rows from the phrases that ship with the trainer: something to rehearse and to measure
 * with where no file is at hand. Easier than real traffic. Stateless.
 */
public final class OwnRows {

  private OwnRows() {}

  /** About {@code scale} times twenty thousand rows; the same for a seed. */
  public static List<LabelledText> of(long seed, double scale) {
    return List.copyOf(new Augmentation(seed).rows(List.of(), scale));
  }
}
