package com.modalarmor.text.url;

import java.util.Arrays;

/**
 * Where the attributes begin of a tag that has nothing in it, and of those inside it. A tag that
 * begins inside and comes to one of these places has the rest in common with it: that is read once,
 * however many brackets there are. Scratch; single-threaded.
 */
final class TagSteps {

  private static final int PLACES = 2 * HtmlTag.LENGTH_MAX;

  /** By place, modulo {@link #PLACES}: no tag is as long. */
  private final long[] known = new long[PLACES / Long.SIZE];

  /** Where the tag ends that they are of. */
  private int end;

  private final int[] steps = new int[HtmlTag.LENGTH_MAX];
  private int count;
  private int stopped;

  /** Starts with a text. */
  void clear() {
    end = 0;
  }

  /** Starts with a tag. */
  void begin(int at) {
    count = 0;
    stopped = Integer.MAX_VALUE;
    if (at >= end) {
      end = 0;
    }
  }

  /** Takes a step of the tag; true when the rest is known. */
  boolean known(int at) {
    if (at < end && (known[at % PLACES >> 6] >>> at & 1) != 0) {
      stopped = at;
      return true;
    }
    steps[count++] = at;
    return false;
  }

  /** Where the tag ends whose rest is known. */
  int end() {
    return end;
  }

  /** From where on the rest of the tag that was read last is known. */
  int stopped() {
    return stopped;
  }

  /** Says that the tag read last, which ends there, has nothing in it. */
  void plain(int tagEnd) {
    if (tagEnd != end) {
      Arrays.fill(known, 0);
      end = tagEnd;
    }
    for (int i = 0; i < count; i++) {
      known[steps[i] % PLACES >> 6] |= 1L << steps[i];
    }
  }
}
