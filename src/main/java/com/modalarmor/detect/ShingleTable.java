package com.modalarmor.detect;

import java.util.Arrays;

/**
 * The pieces of hidden texts, each a fixed number of squeezed characters, by hash: plain, reversed,
 * and in the two ciphers that need no key. Looked up by a rolling hash, so that a text is searched
 * in one pass. Scratch: filled again for each use, single-threaded.
 */
final class ShingleTable {

  private static final long BASE = 0x9E3779B97F4A7C15L | 1;
  private static final int ENTRIES_MAX = 1 << 16;

  private long[] keys = new long[1 << 10];
  private int[] places = new int[1 << 10];
  private int entries;
  private int window;
  private long leaving;

  /** Empties the table for pieces of {@code newWindow} characters. */
  void clear(int newWindow) {
    if (entries > 0) {
      Arrays.fill(keys, 0);
      entries = 0;
    }
    window = newWindow;
    leaving = 1;
    for (int i = 1; i < window; i++) {
      leaving *= BASE;
    }
  }

  int window() {
    return window;
  }

  /** Adds the piece of {@code hidden} that begins at {@code at}, in all its disguises. */
  void add(Squeeze hidden, int at) {
    char[] text = hidden.chars();
    char[] raw = hidden.raw();
    long plain = 0;
    long reversed = 0;
    long rot13 = 0;
    long atbash = 0;
    for (int i = 0; i < window; i++) {
      plain = plain * BASE + text[at + i];
      reversed = reversed * BASE + text[at + window - 1 - i];
      rot13 = rot13 * BASE + rot13(raw[at + i]);
      atbash = atbash * BASE + atbash(raw[at + i]);
    }
    put(plain, at);
    put(reversed, at);
    put(rot13, at);
    put(atbash, at);
  }

  private static char rot13(char c) {
    return Squeeze.squeezed(c >= 'a' && c <= 'z' ? (char) ('a' + (c - 'a' + 13) % 26) : c);
  }

  private static char atbash(char c) {
    return Squeeze.squeezed(c >= 'a' && c <= 'z' ? (char) ('z' - (c - 'a')) : c);
  }

  private void put(long hash, int place) {
    if (entries >= ENTRIES_MAX) {
      return;
    }
    if (entries * 2 >= keys.length) {
      grow();
    }
    if (insert(keys, places, hash == 0 ? 1 : hash, place)) {
      entries++;
    }
  }

  private static boolean insert(long[] keys, int[] places, long key, int place) {
    int mask = keys.length - 1;
    int slot = slot(key, mask);
    while (keys[slot] != 0) {
      if (keys[slot] == key) {
        return false;
      }
      slot = (slot + 1) & mask;
    }
    keys[slot] = key;
    places[slot] = place;
    return true;
  }

  private static int slot(long key, int mask) {
    return (int) ((key * 0xD6E8FEB86659FD93L) >>> 40) & mask;
  }

  private void grow() {
    long[] more = new long[keys.length * 2];
    int[] morePlaces = new int[keys.length * 2];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        insert(more, morePlaces, keys[i], places[i]);
      }
    }
    keys = more;
    places = morePlaces;
  }

  /** Receives the pieces that a text holds, in order. */
  interface Hits {
    /** {@code place} of the hidden text stands at index {@code at} of the searched one. */
    void hit(int place, int at);
  }

  /** Searches a squeezed text. */
  void search(char[] text, int length, Hits hits) {
    if (length < window || entries == 0) {
      return;
    }
    long[] table = keys;
    int mask = table.length - 1;
    long hash = 0;
    for (int i = 0; i < window; i++) {
      hash = hash * BASE + text[i];
    }
    for (int end = window; ; end++) {
      long key = hash == 0 ? 1 : hash;
      int slot = slot(key, mask);
      while (table[slot] != 0) {
        if (table[slot] == key) {
          hits.hit(places[slot], end - window);
          break;
        }
        slot = (slot + 1) & mask;
      }
      if (end == length) {
        return;
      }
      hash = (hash - text[end - window] * leaving) * BASE + text[end];
    }
  }
}
