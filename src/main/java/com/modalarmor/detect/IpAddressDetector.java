package com.modalarmor.detect;

import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;

/** Finds IP addresses, version 4 and 6, with zone and prefix length. Stateless. */
final class IpAddressDetector implements Detector {

  private static final String NAME = "ip_address";
  private static final FindingType TYPE = FindingType.pii("IP_ADDRESS", Severity.LOW);
  private static final int ZONE_MAX = 16;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int settledTo(Subject subject) {
    return OpenTail.start(subject.text());
  }

  @Override
  public void detect(Subject subject, FindingSink sink) {
    char[] chars = subject.views().folded().chars();
    int length = subject.views().folded().length();
    six(subject, sink, chars, length);
    four(subject, sink, chars, length);
  }

  private static void four(Subject subject, FindingSink sink, char[] chars, int length) {
    Anchors anchors = subject.anchors();
    for (int run = 0; run + 3 < anchors.digitRuns(); run++) {
      int start = anchors.digitStart(run);
      int end = anchors.digitEnd(run);
      if (end >= length || chars[end] != '.' || end - start > 3 || !Chars.opens(chars, start)) {
        continue;
      }
      boolean decimals = start > 1 && chars[start - 1] == '.' && Chars.digit(chars[start - 2]);
      end = decimals ? 0 : IpAddresses.v4End(chars, length, start);
      if (end > 0 && !insideSix(chars, length, start) && !product(chars, start, end)) {
        Pii.report(subject, sink, TYPE, NAME, 0.9f, start, prefixEnd(chars, length, end, 32));
      }
    }
  }

  private static void six(Subject subject, FindingSink sink, char[] chars, int length) {
    Anchors anchors = subject.anchors();
    int done = 0;
    for (int i = 0; i < anchors.colons(); i++) {
      int colon = anchors.colon(i);
      if (colon < done) {
        continue;
      }
      int start = sixStart(chars, colon);
      int end = start < 0 ? 0 : IpAddresses.v6End(chars, length, start);
      if (end > 0) {
        done = end;
        float score = end - start == 2 ? 0.1f : 0.9f;
        end = prefixEnd(chars, length, zoneEnd(chars, length, end), 128);
        Pii.report(subject, sink, TYPE, NAME, score, start, end);
      }
    }
  }

  /** Where the address starts whose first colon stands at {@code colon}, or -1. */
  private static int sixStart(char[] chars, int colon) {
    int start = colon;
    while (start > 0 && colon - start < 5 && Chars.hex(chars[start - 1])) {
      start--;
    }
    boolean fits = colon - start <= 4 && Chars.opens(chars, start);
    return fits && (start == 0 || chars[start - 1] != ':') ? start : -1;
  }

  private static boolean insideSix(char[] chars, int length, int start) {
    if (start == 0 || chars[start - 1] != ':') {
      return false;
    }
    int first = start;
    int bound = Math.max(0, start - IpAddresses.V6_CHARS_MAX);
    while (first > bound && (chars[first - 1] == ':' || Chars.hex(chars[first - 1]))) {
      first--;
    }
    return Chars.opens(chars, first) && IpAddresses.v6End(chars, length, first) > start;
  }

  /** Browser versions such as {@code chrome/120.0.0.0}. */
  private static boolean product(char[] chars, int start, int end) {
    return start > 1
        && chars[start - 1] == '/'
        && Chars.letter(chars[start - 2])
        && chars[end - 1] == '0'
        && chars[end - 2] == '.'
        && chars[end - 3] == '0'
        && chars[end - 4] == '.';
  }

  private static int zoneEnd(char[] chars, int length, int end) {
    if (end >= length || chars[end] != '%') {
      return end;
    }
    int i = end + 1;
    while (i < length && i - end <= ZONE_MAX && Chars.alphanumeric(chars[i])) {
      i++;
    }
    return i > end + 1 ? i : end;
  }

  private static int prefixEnd(char[] chars, int length, int end, int max) {
    if (end >= length || chars[end] != '/') {
      return end;
    }
    int value = 0;
    int i = end + 1;
    while (i < length && i - end <= 3 && Chars.digit(chars[i])) {
      value = value * 10 + chars[i++] - '0';
    }
    return i > end + 1 && value <= max && Chars.closes(chars, length, i) ? i : end;
  }
}
