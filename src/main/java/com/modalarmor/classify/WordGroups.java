package com.modalarmor.classify;

import com.modalarmor.settings.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * English words and marks in groups of like meaning and use, fine and coarse, looked up by hash:
 * what was learnt of one word holds a little for its neighbours. Data: {@code groups.txt}.
 * Immutable, shared between threads.
 */
final class WordGroups {

  /** Coarse groups are numbered below this, from 1 on. */
  static final int COARSE_MAX = 1 << 8;

  /** Fine groups are numbered below this, from 1 on. */
  static final int FINE_MAX = 1 << 11;

  private static final String FILE = "groups.txt";
  private static final String NEXT_COARSE = "==";
  private static final int CELL_BITS = 16;
  private static final int CELLS = 1 << CELL_BITS;

  /** Bits that turn away most words without groups before a cell is looked at. */
  private static final int FILTER_BITS = 18;

  private final long[] filter = new long[1 << FILTER_BITS - 6];

  /**
   * Key in the upper half; in the lower one the coarse group, then the fine one, 0 = an empty cell.
   */
  private final long[] cells = new long[CELLS];

  private final int fingerprint;
  private int size;

  /** Reads them at first use: some ten milliseconds. */
  private static final class Holder {
    static final WordGroups PACKAGED = read();
  }

  private WordGroups(int fingerprint) {
    this.fingerprint = fingerprint;
  }

  /** The ones that ship with the program. */
  static WordGroups packaged() {
    return Holder.PACKAGED;
  }

  /** Tells two lists apart: weights fit the list that they were trained with. */
  int fingerprint() {
    return fingerprint;
  }

  int words() {
    return size;
  }

  /** The groups of a word by its hash: {@code coarse << 16 | fine}, 0 = in none. */
  int of(int word) {
    int bit = filterBit(word);
    return (filter[bit >> 6] & 1L << bit) == 0 ? 0 : (int) cells[cellOf(word)];
  }

  private static WordGroups read() {
    byte[] file;
    try (InputStream in = WordGroups.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException(FILE + ": missing from the class path");
      }
      file = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    WordGroups groups =
        new WordGroups(Integer.parseUnsignedInt(Sha256.over(file).toString().substring(0, 8), 16));
    int coarse = 0;
    int fine = 0;
    for (String line : new String(file, StandardCharsets.UTF_8).split("\n")) {
      if (line.equals(NEXT_COARSE)) {
        coarse++;
      } else if (!line.isEmpty() && !line.startsWith("## ")) {
        fine++;
        if (coarse >= COARSE_MAX || fine >= FINE_MAX) {
          throw new IllegalStateException(FILE + ": more groups than the features are made for");
        }
        for (String word : line.split(" ")) {
          groups.put(FeatureHash.phraseKey(word.toCharArray()), coarse << 16 | fine);
        }
      }
    }
    return groups;
  }

  private void put(int key, int group) {
    if (4 * size >= 3 * CELLS) {
      throw new IllegalStateException(FILE + ": more words than the table is made for");
    }
    int cell = cellOf(key);
    if (cells[cell] == 0) {
      int bit = filterBit(key);
      filter[bit >> 6] |= 1L << bit;
      cells[cell] = (long) key << Integer.SIZE | group;
      size++;
    }
  }

  private int cellOf(int key) {
    int cell = key * 0x9E3779B1 >>> Integer.SIZE - CELL_BITS;
    while (cells[cell] != 0 && (int) (cells[cell] >> Integer.SIZE) != key) {
      cell = cell + 1 & CELLS - 1;
    }
    return cell;
  }

  private static int filterBit(int key) {
    return key * 0x9E3779B1 >>> Integer.SIZE - FILTER_BITS;
  }
}
