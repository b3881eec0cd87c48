package com.modalarmor.names;

import java.util.Arrays;

/**
 * Training rows as stretches of open tokens with their features and right tags, in flat arrays.
 * Single-threaded.
 */
final class Chains {

  /** Features are told apart by more bits than the model has, until the rare ones are gone. */
  static final int BITS = 26;

  int[] ids = new int[1 << 20];
  int idCount;

  /** Where the features of each token begin; one more at the end. */
  int[] tokens = new int[1 << 16];

  byte[] tags = new byte[1 << 16];
  int tokenCount;

  /** Where the tokens of each stretch begin; one more at the end. */
  int[] stretches = new int[1 << 14];

  float[] weights = new float[1 << 14];
  int count;

  /** Names that have a token which is never looked at, and all names. */
  int unreachable;

  int names;

  void token(FeatureIds features, int tag) {
    while (idCount + features.count > ids.length) {
      ids = Arrays.copyOf(ids, ids.length * 2);
    }
    if (tokenCount + 2 > tokens.length) {
      tokens = Arrays.copyOf(tokens, tokens.length * 2);
      tags = Arrays.copyOf(tags, tags.length * 2);
    }
    System.arraycopy(features.ids, 0, ids, idCount, features.count);
    tokens[tokenCount] = idCount;
    tags[tokenCount] = (byte) tag;
    idCount += features.count;
    tokens[++tokenCount] = idCount;
  }

  void end(float weight) {
    if (count + 2 > stretches.length) {
      stretches = Arrays.copyOf(stretches, stretches.length * 2);
      weights = Arrays.copyOf(weights, weights.length * 2);
    }
    weights[count] = weight;
    stretches[++count] = tokenCount;
  }

  /** Leaves out what was seen fewer than {@code min} times, and numbers the rest as the model. */
  void prune(int min) {
    byte[] seen = new byte[1 << BITS];
    for (int k = 0; k < idCount; k++) {
      if (seen[ids[k]] < min) {
        seen[ids[k]]++;
      }
    }
    int kept = 0;
    int from = 0;
    for (int token = 0; token < tokenCount; token++) {
      int to = tokens[token + 1];
      tokens[token] = kept;
      for (int k = from; k < to; k++) {
        if (seen[ids[k]] >= min) {
          ids[kept++] = ids[k] >>> BITS - FeatureIds.BITS;
        }
      }
      from = to;
    }
    tokens[tokenCount] = kept;
    idCount = kept;
  }
}
