package com.modalarmor.detect.secret;

/** Where a private key in PEM form ends. Stateless; linear. */
final class PrivateKeys {

  /** Characters of the longest key that is looked for, headers and line ends included. */
  static final int LENGTH_MAX = 16_384;

  /** Characters of the longest header line. */
  static final int HEADER_MAX = 80;

  /** Characters of base64 that make it a key rather than a mention of one. */
  private static final int BODY_MIN = 64;

  private static final String END = "-----end ";
  private static final String DASHES = "-----";

  private PrivateKeys() {}

  /**
   * End of the key whose header line ends at {@code bodyStart}: behind its end line, or, without
   * one, behind what looks like a key; 0 = there is no key.
   */
  static int end(SecretText text, int start, int bodyStart) {
    char[] lower = text.lower();
    int bound = Math.min(text.length(), start + LENGTH_MAX);
    int body = 0;
    int last = bodyStart;
    boolean open = true;
    for (int i = bodyStart; i < bound; i++) {
      char c = lower[i];
      if (c == '-' && text.at(i, END)) {
        return body >= BODY_MIN ? endLine(text, i + END.length()) : 0;
      }
      if (Letters.lower(c) || Letters.digit(c) || c == '+' || c == '/' || c == '=') {
        body++;
        if (open) {
          last = i + 1;
        }
      } else if (!Letters.space(c) && "\\\"',-:".indexOf(c) < 0) {
        open = false;
      }
    }
    return body >= BODY_MIN && last - bodyStart >= BODY_MIN ? last : 0;
  }

  private static int endLine(SecretText text, int from) {
    int bound = Math.min(text.length(), from + HEADER_MAX);
    int dashes = text.find(DASHES, from, bound);
    return dashes < 0 ? bound : dashes + DASHES.length();
  }
}
