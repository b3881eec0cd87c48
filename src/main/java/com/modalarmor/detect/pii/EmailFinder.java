package com.modalarmor.detect.pii;

import com.modalarmor.detect.TopLevelDomains;
import java.util.Locale;

/**
 * Finds mail addresses around an at sign: Presidio's pattern, with a domain that has a top-level
 * domain that exists. Immutable; thread-safe.
 */
final class EmailFinder implements Finder {

  /** Characters before the at sign; RFC 5321 allows 64. */
  static final int LOCAL_MAX = 128;

  /** Characters after it; RFC 1035 allows 253. */
  static final int DOMAIN_MAX = 255;

  static final int LENGTH_MAX = LOCAL_MAX + 1 + DOMAIN_MAX;

  private static final boolean[] LOCAL = new boolean[128];

  static {
    for (char c = 0; c < LOCAL.length; c++) {
      LOCAL[c] = Units.word(c) || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
    }
  }

  /**
   * Signs at which the name of a resource ends: what is before them belongs to an address no more.
   */
  private static final String RESOURCE = "/?#";

  /** Names right below a country under which the country registers, e.g. co.uk. */
  private static final String SECOND_LEVEL = " ac co com edu go gov ne net or org ";

  private final int entity;
  private final float score;
  private final int slot;

  EmailFinder(int entity, float score, int slot) {
    this.entity = entity;
    this.score = score;
    this.slot = slot;
  }

  @Override
  public boolean mayFollow(char before) {
    return local(before);
  }

  @Override
  public void at(PiiScan scan, int at, int after) {
    char[] text = scan.text;
    int bound = Math.max(scan.done(slot), at - LOCAL_MAX);
    if (at <= bound) {
      return;
    }
    // Next to Latin letters those of a script without spaces belong to the sentence.
    boolean spaced = !Units.word(text[at - 1]) || Units.spacedWord(text[at - 1]);
    int from = at - 1;
    while (from > bound
        && (local(text[from - 1]) || text[from - 1] == '.')
        && !(spaced && foreign(text[from - 1]))) {
      from--;
    }
    int start = opening(text, from, at);
    int end = start < 0 ? -1 : domainEnd(text, scan.length, after);
    if (end < 0) {
      return;
    }
    scan.done(slot, end);
    if (!registered(text, after, end)) {
      return;
    }
    for (int i = at - 1; i >= start; i--) {
      if (RESOURCE.indexOf(text[i]) >= 0) {
        start = opening(text, i + 1, at);
        break;
      }
    }
    if (start >= 0) {
      scan.hit(entity, start, end, score);
    }
  }

  /** The first place where a name may start, or -1: a word boundary, and no dot. */
  private static int opening(char[] text, int from, int at) {
    for (int i = from; i < at; i++) {
      boolean before = i > 0 && Units.word(text[i - 1]) && !(i == from && foreign(text[i - 1]));
      if (before != Units.word(text[i]) && text[i] != '.') {
        return i;
      }
    }
    return -1;
  }

  private static boolean foreign(char c) {
    return Units.word(c) && !Units.spacedWord(c);
  }

  static boolean local(char c) {
    return c < LOCAL.length ? LOCAL[c] : Units.word(c);
  }

  /** The end of a name of at least two labels, each of words joined by hyphens; or -1. */
  private static int domainEnd(char[] text, int length, int from) {
    int limit = Math.min(length, from + DOMAIN_MAX);
    int end = -1;
    int i = from;
    boolean dotted = false;
    while (i < limit && Units.word(text[i])) {
      boolean spaced = Units.spacedWord(text[i]);
      while (i < limit && Units.word(text[i]) && !(spaced && foreign(text[i]))) {
        i++;
      }
      if (dotted) {
        end = i;
      }
      int next = i;
      while (next < limit && text[next] == '-') {
        next++;
      }
      if (next == i && next < limit && text[next] == '.') {
        next++;
        if (next < limit && Units.word(text[next])) {
          dotted = true;
        }
      }
      if (next == i) {
        break;
      }
      i = next;
    }
    return end;
  }

  private static boolean registered(char[] text, int from, int end) {
    int last = end;
    while (last > from && text[last - 1] != '.') {
      last--;
    }
    char[] label = new char[end - last];
    for (int i = 0; i < label.length; i++) {
      label[i] = Character.toLowerCase(text[last + i]);
    }
    if (!TopLevelDomains.contains(label, 0, label.length)) {
      return false;
    }
    String owner = new String(text, from, last - 1 - from);
    boolean countryCode = label.length == 2;
    return !(countryCode && SECOND_LEVEL.contains(" " + owner.toLowerCase(Locale.ROOT) + " "));
  }
}
