package com.modalarmor.training;

import com.modalarmor.evaluation.LabelledRow;
import com.modalarmor.text.View;
import com.modalarmor.text.Views;
import java.util.Arrays;

/**
 * A row as the checks see it: words and letter groups of its folded text, as hashes. Immutable by
 * convention: nobody writes to the arrays.
 *
 * @param words in their order; each ideograph is a word
 * @param shingles groups of five letters, sorted, each once
 */
record Reading(LabelledRow row, long[] words, long[] shingles) {

  private static final int SHINGLE = 5;
  private static final long PRIME = 0x100000001B3L;

  static Reading of(LabelledRow row, Views views) {
    views.read(row.text());
    View folded = views.folded();
    char[] chars = folded.chars();
    int length = folded.length();
    long[] words = new long[length];
    char[] plain = new char[length * 2];
    int count = 0;
    int kept = 0;
    int i = 0;
    while (i < length) {
      int c = Character.codePointAt(chars, i, length);
      int size = Character.charCount(c);
      if (!Character.isLetterOrDigit(c)) {
        i += size;
        continue;
      }
      int begin = i;
      do {
        i += size;
        if (i >= length || Character.isIdeographic(c)) {
          break;
        }
        c = Character.codePointAt(chars, i, length);
        size = Character.charCount(c);
      } while (Character.isLetterOrDigit(c) && !Character.isIdeographic(c));
      words[count++] = hash(chars, begin, i);
      System.arraycopy(chars, begin, plain, kept, i - begin);
      kept += i - begin;
      plain[kept++] = ' ';
    }
    return new Reading(row, Arrays.copyOf(words, count), shingles(plain, kept));
  }

  private static long[] shingles(char[] plain, int length) {
    int count = Math.max(1, length - SHINGLE + 1);
    long[] hashes = new long[count];
    for (int i = 0; i < count; i++) {
      hashes[i] = hash(plain, i, Math.min(length, i + SHINGLE));
    }
    return distinct(hashes);
  }

  /** Sorted, each once. */
  static long[] distinct(long[] values) {
    long[] sorted = values.clone();
    Arrays.sort(sorted);
    int kept = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[kept++] = sorted[i];
      }
    }
    return Arrays.copyOf(sorted, kept);
  }

  private static long hash(char[] chars, int from, int to) {
    long hash = 0xCBF29CE484222325L;
    for (int i = from; i < to; i++) {
      hash = (hash ^ chars[i]) * PRIME;
    }
    return mix(hash);
  }

  /** Spreads the bits of a value. */
  static long mix(long value) {
    long z = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }

  /** Shared values by all values, of two sorted lists. */
  static double jaccard(long[] a, long[] b) {
    int shared = 0;
    for (int i = 0, j = 0; i < a.length && j < b.length; ) {
      if (a[i] == b[j]) {
        shared++;
        i++;
        j++;
      } else if (a[i] < b[j]) {
        i++;
      } else {
        j++;
      }
    }
    return (double) shared / (a.length + b.length - shared);
  }

  boolean attack() {
    return row.attack();
  }
}
