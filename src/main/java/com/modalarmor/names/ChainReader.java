package com.modalarmor.names;

import java.util.Arrays;

/** Reads labelled rows as {@link Chains}. Scratch, single-threaded. */
final class ChainReader {

  private final TokenReader reader = new TokenReader();
  private final Sighting sighting = new Sighting();
  private final FeatureIds features = new FeatureIds(Chains.BITS);
  private final ContextFeatures context = new ContextFeatures();
  private final byte[] tags = new byte[Tokens.TOKENS_MAX];
  private final WordTable words;
  private final Lexicon lexicon;

  ChainReader(WordTable words, Lexicon lexicon) {
    this.words = words;
    this.lexicon = lexicon;
  }

  /** Adds the stretches of a row. */
  void read(NameRow row, float weight, Chains out) {
    char[] chars = row.text().toCharArray();
    reader.begin(chars, 0, chars.length);
    while (reader.next()) {
      Tokens t = reader.tokens;
      sighting.read(t, words, lexicon);
      context.begin(chars, t, sighting, features);
      label(row, t, sighting.open, out);
      int i = 0;
      while (i < t.count) {
        if (!sighting.open[i]) {
          i++;
          continue;
        }
        while (i < t.count && sighting.open[i]) {
          features.clear();
          WordFeatures.read(chars, t, sighting, i, lexicon, features);
          context.read(i);
          out.token(features, tags[i]);
          i++;
        }
        out.end(weight);
      }
    }
  }

  private void label(NameRow row, Tokens t, boolean[] open, Chains out) {
    Arrays.fill(tags, 0, t.count, (byte) Tags.NONE);
    for (NameRow.Span span : row.spans()) {
      int type = typeOf(span.type());
      int first = -1;
      int last = -1;
      boolean seen = true;
      for (int i = 0; i < t.count; i++) {
        if (t.start[i] < span.end() && t.end[i] > span.start()) {
          first = first < 0 ? i : first;
          last = i;
          seen &= open[i] && tags[i] == Tags.NONE;
        }
      }
      if (type == Tags.NONE || first < 0) {
        continue;
      }
      out.names++;
      if (!seen) {
        out.unreachable++;
        continue;
      }
      put(type, first, last);
    }
  }

  private void put(int type, int first, int last) {
    for (int i = first; i <= last; i++) {
      int place =
          type == Tags.ADDRESS
              ? i == first ? Tags.BEGIN : Tags.INSIDE
              : first == last
                  ? Tags.SINGLE
                  : i == first ? Tags.BEGIN : i == last ? Tags.END : Tags.INSIDE;
      tags[i] = (byte) (type + place);
    }
  }

  static int typeOf(String name) {
    return switch (name) {
      case "PERSON" -> Tags.PERSON;
      case "LOCATION" -> Tags.LOCATION;
      case "ORGANIZATION" -> Tags.ORGANIZATION;
      case "ADDRESS" -> Tags.ADDRESS;
      default -> Tags.NONE;
    };
  }
}
