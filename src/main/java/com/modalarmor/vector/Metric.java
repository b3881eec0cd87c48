package com.modalarmor.vector;

import java.util.Locale;

/** How far apart two vectors are: Chroma's three spaces. */
public enum Metric {
  /** Squared Euclidean distance. */
  L2,
  /** 1 - cosine. */
  COSINE,
  /** 1 - inner product. */
  IP;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** L2 when unknown: parsers refuse unknown names before. */
  public static Metric of(String wireName) {
    for (Metric metric : values()) {
      if (metric.wireName().equals(wireName)) {
        return metric;
      }
    }
    return L2;
  }

  /** A dot product and the squares of both lengths, to a distance. */
  public float distance(float dot, float squareA, float squareB) {
    return switch (this) {
      case L2 -> Math.max(0f, squareA + squareB - 2 * dot);
      case IP -> 1 - dot;
      case COSINE -> {
        double lengths = Math.sqrt((double) squareA * squareB);
        yield lengths == 0 ? 1 : (float) (1 - dot / lengths);
      }
    };
  }
}
