package com.modalarmor.classify;

import com.modalarmor.settings.Sha256;
import com.modalarmor.text.View;
import com.modalarmor.text.Views;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Words, stems and phrases by meaning, in many languages, looked up by hash: what an attack says
 * with other words or in another language reads alike. Data: {@code concepts.txt}. Immutable,
 * shared between threads.
 */
final class Concepts {

  /** Stems are told apart by so many letters; of a longer one the first ones count. */
  static final int STEM_MAX = 8;

  private static final int STEM_MIN = 2;
  private static final String FILE = "concepts.txt";
  private final ConceptTable words = new ConceptTable();
  private final ConceptTable phrases = new ConceptTable();
  private final ConceptTable stems = new ConceptTable();
  private final int fingerprint;

  /** Reads them at first use: a few milliseconds. */
  private static final class Holder {
    static final Concepts PACKAGED = read();
  }

  private Concepts(int fingerprint) {
    this.fingerprint = fingerprint;
  }

  /** The ones that ship with the program. */
  static Concepts packaged() {
    return Holder.PACKAGED;
  }

  /** Tells two lists apart: weights fit the list that they were trained with. */
  int fingerprint() {
    return fingerprint;
  }

  /** The concept of three words in a row or else of the last two, from 1 on; 0 = none. */
  int ofPhrase(int triple, int pair) {
    int concept = phrases.of(triple);
    return concept == 0 ? phrases.of(pair) : concept;
  }

  /**
   * The concept of a word, or else of the longest stem that it begins with; 0 = none.
   *
   * @param prefixes the word's hashes after each of its first letters
   * @param letters so many of them, at most {@link #STEM_MAX}
   */
  int ofWord(int word, int[] prefixes, int letters) {
    int concept = words.of(word);
    for (int n = letters; n >= STEM_MIN && concept == 0; n--) {
      concept = stems.of(stemKey(prefixes[n - 1], n));
    }
    return concept;
  }

  private static int stemKey(int prefix, int letters) {
    int h = (prefix + letters) * 0x85EBCA77;
    return (h ^ h >>> 15) * 0xC2B2AE3D;
  }

  private static Concepts read() {
    byte[] file;
    try (InputStream in = Concepts.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + ": missing from the class path");
      }
      file = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Concepts concepts =
        new Concepts(Integer.parseUnsignedInt(Sha256.over(file).toString().substring(0, 8), 16));
    Map<String, Integer> numbers = new HashMap<>();
    Views views = new Views();
    for (String line : new String(file, StandardCharsets.UTF_8).split("\n")) {
      int colon = line.indexOf(": ");
      if (colon > 0 && !line.startsWith("#")) {
        int number = numbers.computeIfAbsent(line.substring(0, colon), k -> numbers.size() + 1);
        for (String entry : line.substring(colon + 2).trim().split(" +")) {
          concepts.add(entry, number, views);
        }
      }
    }
    return concepts;
  }

  private void add(String entry, int number, Views views) {
    boolean stem = entry.length() > 1 && entry.endsWith("*");
    views.read((stem ? entry.substring(0, entry.length() - 1) : entry).replace('_', ' '));
    View folded = views.folded();
    char[] chars = Arrays.copyOf(folded.chars(), folded.length());
    if (stem) {
      int[] prefixes = FeatureHash.prefixes(chars);
      int letters = Math.min(prefixes.length, STEM_MAX);
      stems.put(stemKey(prefixes[letters - 1], letters), number);
    } else {
      (FeatureHash.words(chars) == 1 ? words : phrases).put(FeatureHash.phraseKey(chars), number);
    }
  }
}
