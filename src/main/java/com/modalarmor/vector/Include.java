package com.modalarmor.vector;

import java.util.Locale;

/** What an answer shows of each row beside its id; in Chroma's order. */
public enum Include {
  DISTANCES,
  DOCUMENTS,
  EMBEDDINGS,
  METADATAS,
  URIS;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Include of(String wireName) {
    for (Include include : values()) {
      if (include.wireName().equals(wireName)) {
        return include;
      }
    }
    return null;
  }
}
