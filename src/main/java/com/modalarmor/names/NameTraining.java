package com.modalarmor.names;

import java.nio.file.Path;
import java.util.List;

/**
 * What a training takes. Immutable.
 *
 * @param labelled rows with names
 * @param lists folder of the gazetteers
 * @param texts plain texts, JSON lines {@code {"text","lang"}}, of which the English ones tell
 *     which words are used alike
 * @param seed equal seeds and data give equal bytes
 * @param command what the user typed, for the card
 */
public record NameTraining(Path labelled, Path lists, List<Path> texts, long seed, String command) {

  /** So often is all learned in another order; the weights are the mean. */
  static final int LEARNERS = 8;

  /** Times that each row is seen. */
  static final int EPOCHS = 4;

  /** Each epoch's steps are so much shorter than those of the one before. */
  static final float SLOWING = 0.8f;

  static final float RATE = 0.1f;
  static final float DECAY = 3e-3f;

  /** Percent of the features that a token is learned without, at random. */
  static final int DROPPED_PERCENT = 50;

  /** Rows made of each template, and what a made-up row counts beside a real one. */
  static final int TEMPLATE_ROWS = 20;

  static final float TEMPLATE_WEIGHT = 0.5f;

  /** What a row counts whose names were replaced by others. */
  static final float RENAMED_WEIGHT = 0.5f;

  /** Percent of rows learned in lower case, too; half as many in capitals. */
  static final int LOWER_PERCENT = 10;

  static final float CASED_WEIGHT = 0.3f;

  /** Features seen on fewer tokens are chance. */
  static final int SEEN_MIN = 4;

  /** Of a longer text only the beginning counts. */
  static final int TEXT_CHARS_MAX = 20_000;

  /** Hears how far the training is. */
  @FunctionalInterface
  public interface Progress {
    /** {@code share} between 0 and 1 of the whole run. */
    void at(String stage, double share);
  }
}
