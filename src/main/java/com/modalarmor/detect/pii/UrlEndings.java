package com.modalarmor.detect.pii;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The endings of host names, in the order in which they are tried: the first that fits counts, also
 * when a longer one would. A tree of letters. Immutable, loaded once.
 */
final class UrlEndings {

  private static final String FILE = "url-endings.txt";
  private static final int LETTERS = 26;

  /** Longer than any ending. */
  static final int LENGTH_MAX = 24;

  static final UrlEndings SHIPPED = new UrlEndings();

  /** By node and letter the next node; 0 = none. */
  private final char[] next;

  /** By node the place of the ending in the list, from 1 on; 0 = no ending. */
  private final char[] rank;

  private UrlEndings() {
    List<char[]> nodes = new ArrayList<>();
    List<Character> ranks = new ArrayList<>();
    nodes.add(new char[LETTERS]);
    ranks.add((char) 0);
    int place = 0;
    for (String ending : read()) {
      place++;
      int node = 0;
      for (int i = 0; i < ending.length(); i++) {
        int letter = ending.charAt(i) - 'a';
        if (nodes.get(node)[letter] == 0) {
          nodes.get(node)[letter] = (char) nodes.size();
          nodes.add(new char[LETTERS]);
          ranks.add((char) 0);
        }
        node = nodes.get(node)[letter];
      }
      if (ranks.get(node) == 0) {
        ranks.set(node, (char) place);
      }
    }
    next = new char[nodes.size() * LETTERS];
    rank = new char[nodes.size()];
    for (int i = 0; i < rank.length; i++) {
      System.arraycopy(nodes.get(i), 0, next, i * LETTERS, LETTERS);
      rank[i] = ranks.get(i);
    }
  }

  private static List<String> read() {
    try (InputStream in = UrlEndings.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + " is missing");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return lines.lines().filter(l -> !l.isBlank() && l.charAt(0) != '#').toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The length of the first ending in the list that stands at {@code from}, or 0.
   *
   * @param after endings up to that place of the list are left out; a try that failed
   */
  int at(char[] text, int length, int from, int after) {
    int node = 0;
    int best = 0;
    int bestRank = Character.MAX_VALUE;
    for (int i = from; i < length; i++) {
      char c = Units.lower(text[i]);
      if (c < 'a' || c > 'z') {
        break;
      }
      node = next[node * LETTERS + c - 'a'];
      if (node == 0) {
        break;
      }
      if (rank[node] > after && rank[node] < bestRank) {
        bestRank = rank[node];
        best = i + 1 - from;
      }
    }
    return best;
  }

  /** The place in the list of the ending that stands at {@code [from, to)}. */
  int rankOf(char[] text, int from, int to) {
    int node = 0;
    for (int i = from; i < to; i++) {
      node = next[node * LETTERS + Units.lower(text[i]) - 'a'];
    }
    return rank[node];
  }
}
