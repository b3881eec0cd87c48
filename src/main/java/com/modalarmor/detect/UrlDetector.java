package com.modalarmor.detect;

import com.modalarmor.text.View;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;
import java.util.Set;

/** Finds web addresses: with a scheme, or a bare domain name that cannot be code. Stateless. */
final class UrlDetector implements Detector {

  private static final String NAME = "url";
  private static final FindingType TYPE = FindingType.pii("URL", Severity.LOW);
  private static final int URL_MAX = 4_096;
  private static final int NAME_MAX = 253;
  private static final String[] SCHEMES = {
    "https", "http", "ftps", "ftp", "wss", "ws", "hxxps", "hxxp"
  };

  /**
   * Domains that stand without scheme or path in running text; others are as likely file or field
   * names.
   */
  private static final Set<String> BARE =
      Set.of(
          "com", "net", "org", "edu", "gov", "mil", "int", "info", "biz", "site", "online", "shop",
          "xyz", "dev", "cloud", "tech", "io", "co", "ai", "uk", "de", "fr", "eu", "nl", "ch", "ru",
          "cn", "jp", "br", "au", "ca", "es", "se", "dk", "fi", "cz", "hu", "gr", "pt", "ie", "nz",
          "za", "kr", "tw", "hk", "sg", "mx", "tr", "ua", "il", "ir", "webcam", "club", "top",
          "blog", "news");

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
    View view = subject.views().folded();
    char[] chars = view.chars();
    int length = view.length();
    Anchors anchors = subject.anchors();
    int done = 0;
    for (int i = 0; i < anchors.colons(); i++) {
      int colon = anchors.colon(i);
      if (colon >= done
          && colon + 3 < length
          && chars[colon + 1] == '/'
          && chars[colon + 2] == '/') {
        int start = schemeStart(chars, colon);
        int end = start < 0 ? 0 : withScheme(chars, length, colon + 3);
        if (end > 0) {
          Pii.report(subject, sink, TYPE, NAME, 0.95f, start, end);
          done = end;
        }
      }
    }
    bare(subject, sink, view);
  }

  private static int withScheme(char[] chars, int length, int from) {
    int host = from;
    int bound = Math.min(length, from + 128);
    for (int i = from; i < bound && chars[i] > ' ' && chars[i] != '/' && chars[i] != '?'; i++) {
      if (chars[i] == '@') {
        host = i + 1;
      }
    }
    int end = DomainNames.end(chars, length, host);
    if (end <= 0) {
      end = IpAddresses.v4End(chars, length, host);
    }
    return end > 0 ? pathEnd(chars, length, end) : 0;
  }

  private static void bare(Subject subject, FindingSink sink, View view) {
    char[] chars = view.chars();
    int length = view.length();
    Anchors anchors = subject.anchors();
    int done = 0;
    for (int i = 0; i < anchors.dots(); i++) {
      int dot = anchors.dot(i);
      if (dot < done) {
        continue;
      }
      int start = dot;
      int bound = Math.max(done, dot - NAME_MAX);
      while (start > bound && (DomainNames.nameChar(chars[start - 1]) || chars[start - 1] == '.')) {
        start--;
      }
      while (start < dot && !Chars.alphanumeric(chars[start])) {
        start++;
      }
      int end = start < dot && free(chars, start) ? DomainNames.end(chars, length, start) : 0;
      if (end <= dot) {
        done = nameEnd(chars, length, dot);
        continue;
      }
      done = end;
      boolean path = end + 1 < length && chars[end] == '/' && Chars.alphanumeric(chars[end + 1]);
      if (ends(chars, length, end)
          && (path || www(chars, start, end) || known(view, subject.text(), start, end))) {
        int all = pathEnd(chars, length, end);
        done = all;
        Pii.report(
            subject, sink, TYPE, NAME, path || www(chars, start, end) ? 0.8f : 0.5f, start, all);
      }
    }
  }

  /**
   * Not the domain of an e-mail address, a part of a path or the host of a URL reported already.
   */
  private static boolean free(char[] chars, int start) {
    if (start == 0) {
      return true;
    }
    char before = chars[start - 1];
    if (before == '/') {
      return start > 2
          && chars[start - 2] == '/'
          && chars[start - 3] == ':'
          && schemeStart(chars, start - 3) < 0;
    }
    boolean userPart = before == ':' || before == '@' || before == '\\' || before == '$';
    boolean asks =
        before == '=' || before == '?' || before == '&' || before == '%' || before == '#';
    return !userPart && (!asks || before == '=') && before != '_';
  }

  private static boolean ends(char[] chars, int length, int end) {
    return end >= length
        || (Chars.closes(chars, length, end)
            && chars[end] != '@'
            && chars[end] != '('
            && chars[end] != '=');
  }

  /** {@code www.} and a name of two labels at least. */
  private static boolean www(char[] chars, int start, int end) {
    return DomainNames.lastLabel(chars, start, end) > start + 4
        && chars[start] == 'w'
        && chars[start + 1] == 'w'
        && chars[start + 2] == 'w'
        && chars[start + 3] == '.';
  }

  private static int nameEnd(char[] chars, int length, int from) {
    int i = from + 1;
    while (i < length && (DomainNames.nameChar(chars[i]) || chars[i] == '.')) {
      i++;
    }
    return i;
  }

  private static boolean known(View view, String text, int start, int end) {
    char[] chars = view.chars();
    int label = DomainNames.lastLabel(chars, start, end);
    if (label - start < 3 || !BARE.contains(new String(chars, label, end - label))) {
      return label - start > 3 && chars[label - 1] == '.' && secondLevel(chars, start, label - 1);
    }
    // "end.In the" is a sentence without its space.
    int first = view.originalStart(label);
    boolean upper = Character.isUpperCase(text.charAt(first));
    boolean nextUpper = Character.isUpperCase(text.charAt(view.originalStart(label + 1)));
    return upper == nextUpper;
  }

  /** Names such as google.co.il. */
  private static boolean secondLevel(char[] chars, int start, int end) {
    int from = DomainNames.lastLabel(chars, start, end);
    int size = end - from;
    return from > start
        && ((size == 2 && chars[from] == 'c' && chars[from + 1] == 'o')
            || (size == 3
                && chars[from] == 'c'
                && chars[from + 1] == 'o'
                && chars[from + 2] == 'm'));
  }

  private static int schemeStart(char[] chars, int colon) {
    for (String scheme : SCHEMES) {
      int start = colon - scheme.length();
      if (start < 0 || (start > 0 && Chars.alphanumeric(chars[start - 1]))) {
        continue;
      }
      int i = 0;
      while (i < scheme.length() && chars[start + i] == scheme.charAt(i)) {
        i++;
      }
      if (i == scheme.length()) {
        return start;
      }
    }
    return -1;
  }

  /**
   * End of port, path, query and fragment after a host, without the punctuation of the sentence.
   */
  private static int pathEnd(char[] chars, int length, int hostEnd) {
    int i = hostEnd;
    if (i + 1 < length && chars[i] == ':' && Chars.digit(chars[i + 1])) {
      i++;
      while (i < length && i - hostEnd < 6 && Chars.digit(chars[i])) {
        i++;
      }
    }
    if (i >= length || (chars[i] != '/' && chars[i] != '?' && chars[i] != '#')) {
      return i;
    }
    int bound = Math.min(length, hostEnd + URL_MAX);
    int depth = 0;
    while (i < bound && pathChar(chars[i])) {
      if (chars[i] == '(' || chars[i] == '[') {
        depth++;
      } else if ((chars[i] == ')' || chars[i] == ']') && --depth < 0) {
        break;
      }
      i++;
    }
    while (i > hostEnd + 1 && ".,;:!?'*".indexOf(chars[i - 1]) >= 0) {
      i--;
    }
    return i;
  }

  private static boolean pathChar(char c) {
    return c > ' ' && c < 0x2E80 && "<>\"`{}|\\^".indexOf(c) < 0;
  }
}
