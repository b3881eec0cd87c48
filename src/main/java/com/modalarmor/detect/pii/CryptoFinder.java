package com.modalarmor.detect.pii;

/** Finds Bitcoin addresses: runs of letters and digits that start with 1, 3 or bc1. Immutable. */
final class CryptoFinder implements Finder {

  private static final int BODY_MIN = 25;
  private static final int BODY_MAX = 59;

  static final int LENGTH_MAX = 3 + BODY_MAX;

  private final int entity;
  private final int slot;

  CryptoFinder(int entity, int slot) {
    this.entity = entity;
    this.slot = slot;
  }

  @Override
  public boolean withinWords() {
    return true;
  }

  @Override
  public void at(PiiScan scan, int from, int to) {
    char[] text = scan.text;
    for (int i = Math.max(from, scan.done(slot)); i < to; i++) {
      if (text[i] != '1' && text[i] != '3') {
        continue;
      }
      int end = tokenEnd(scan, i);
      if (end - i - 1 < BODY_MIN) {
        return;
      }
      boolean segwit =
          text[i] == '1' && i - 2 >= scan.done(slot) && Units.at(text, scan.length, i - 2, "bc");
      int start = segwit ? i - 2 : i;
      int last = Math.min(end, i + 1 + BODY_MAX);
      scan.done(slot, last);
      if (BitcoinAddresses.valid(text, start, last)) {
        scan.hit(entity, start, last, 1f);
      }
      i = last - 1;
    }
  }

  private static int tokenEnd(PiiScan scan, int from) {
    if (from >= scan.tokenEnd) {
      int end = from;
      while (end < scan.length && Units.alphanumeric(scan.text[end])) {
        end++;
      }
      scan.tokenEnd = end;
    }
    return scan.tokenEnd;
  }
}
