package com.modalarmor.classify;

import com.modalarmor.settings.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * English words and marks in groups of like meaning and use, fine and coarse, and words of other
 * languages in the group of what they mean in English, looked up by hash: what was learnt of one
 * word holds a little for its neighbours, in any of these languages. Data: {@code groups.txt}, and
 * {@code dictionary/} with a file for each language of {@code languages.txt}. What an earlier file
 * claims, no later one gets. Immutable, shared between threads.
 */
final class WordGroups {

  /** Coarse groups are numbered below this, from 1 on. */
  static final int COARSE_MAX = 1 << 8;

  /** Fine groups are numbered below this, from 1 on. */
  static final int FINE_MAX = 1 << 11;

  /** Set in the groups of a word of a language of which the training has few rows. */
  static final int FEW_ROWS = 1 << 15;

  private static final String FILE = "groups.txt";
  private static final String LANGUAGES = "dictionary/languages.txt";
  private static final String FEW = " few-rows";
  private static final String NEXT_COARSE = "==";
  private static final int CELL_BITS = 18;
  private static final int CELLS = 1 << CELL_BITS;

  /** Bits that turn away most words without groups before a cell is looked at. */
  private static final int FILTER_BITS = 20;

  private final long[] filter = new long[1 << FILTER_BITS - 6];

  /**
   * Key in the upper half; in the lower one the coarse group, then the fine one and whether {@link
   * #FEW_ROWS}, 0 = an empty cell.
   */
  private final long[] cells = new long[CELLS];

  private int fingerprint;
  private int size;

  /** Reads them at first use: some tens of milliseconds. */
  private static final class Holder {
    static final WordGroups PACKAGED = read();
  }

  private WordGroups() {}

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

  /**
   * The groups of a word by its hash: {@code coarse << 16 | fine}, and {@link #FEW_ROWS} where that
   * is so; 0 = in none.
   */
  int of(int word) {
    int bit = filterBit(word);
    return (filter[bit >> 6] & 1L << bit) == 0 ? 0 : (int) cells[cellOf(word)];
  }

  /** The coarse one of a word's groups. */
  static int coarse(int groups) {
    return groups >>> 16;
  }

  /** The fine one. */
  static int fine(int groups) {
    return groups & FINE_MAX - 1;
  }

  private static WordGroups read() {
    WordGroups groups = new WordGroups();
    groups.addEnglish(groups.lines(FILE));
    for (String line : groups.lines(LANGUAGES)) {
      boolean fewRows = line.endsWith(FEW);
      String language = fewRows ? line.substring(0, line.length() - FEW.length()) : line;
      String file = "dictionary/" + language + ".txt";
      groups.addLanguage(file, groups.lines(file), fewRows ? FEW_ROWS : 0);
    }
    return groups;
  }

  /** The lines of a file that hold something, and its bytes in the fingerprint. */
  private List<String> lines(String name) {
    byte[] file;
    try (InputStream in = WordGroups.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + ": missing from the class path");
      }
      file = in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int own = Integer.parseUnsignedInt(Sha256.over(file).toString().substring(0, 8), 16);
    fingerprint = 31 * fingerprint + own;
    return new String(file, StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isEmpty() && !line.startsWith("## "))
        .toList();
  }

  private void addEnglish(List<String> lines) {
    int coarse = 0;
    int fine = 0;
    for (String line : lines) {
      if (line.equals(NEXT_COARSE)) {
        coarse++;
      } else {
        fine++;
        if (coarse >= COARSE_MAX || fine >= FINE_MAX) {
          throw new IllegalStateException(FILE + ": more groups than the features are made for");
        }
        for (String word : line.split(" ")) {
          put(key(word), coarse << 16 | fine);
        }
      }
    }
  }

  /** Lines such as {@code ignore: ignorieren ignoriere}. */
  private void addLanguage(String file, List<String> lines, int fewRows) {
    for (String line : lines) {
      int colon = line.indexOf(": ");
      int group = colon < 0 ? 0 : of(key(line.substring(0, colon)));
      if (group == 0) {
        throw new IllegalStateException(file + ": no English word of a group before: " + line);
      }
      for (String word : line.substring(colon + 2).split(" ")) {
        put(key(word), group | fewRows);
      }
    }
  }

  private static int key(String word) {
    return FeatureHash.phraseKey(word.toCharArray());
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
