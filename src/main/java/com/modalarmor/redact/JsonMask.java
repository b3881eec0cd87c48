package com.modalarmor.redact;

import com.modalarmor.json.JsonBytes;
import com.modalarmor.verdict.Finding;
import java.util.List;

/**
 * Masks findings in a text that is JSON itself, so that it stays JSON: what stands for a value is
 * escaped inside a string, an escape is masked whole, a number becomes a string, and what opens,
 * closes and divides stays. Takes the text in pieces. A text that does not begin like JSON is
 * masked as any other. Single-threaded.
 */
public final class JsonMask {

  /** A number or literal that is longer is none, and is let go of in pieces. */
  private static final int BARE_MAX = 64;

  private static final int ESCAPE = 2;
  private static final int UNICODE_ESCAPE = 6;

  private enum Kind {
    UNKNOWN,
    JSON,
    PROSE
  }

  private Kind kind = Kind.UNKNOWN;
  private boolean inString;

  /** True when what has come so far begins like JSON. */
  public boolean isJson() {
    return kind == Kind.JSON;
  }

  /**
   * How far the piece that begins at {@code from} may end, at most at {@code to}, so that no escape
   * and no number is cut.
   *
   * @param last true when nothing follows the text
   */
  public int whole(String text, int from, int to, boolean last) {
    decide(text, from);
    if (kind != Kind.JSON || last) {
      return to;
    }
    boolean string = inString;
    int i = from;
    while (i < to) {
      int end = unit(text, i, string);
      boolean bare = !string && isBare(text.charAt(i));
      boolean open = end > text.length() || (bare && end == text.length());
      if (end > to || open) {
        return bare && to - i > BARE_MAX ? to : i;
      }
      string ^= text.charAt(i) == '"';
      i = end;
    }
    return to;
  }

  /**
   * The next piece, masked.
   *
   * @param findings in it, their places counted from its beginning
   */
  public String mask(String piece, List<Finding> findings, Masking masking) {
    decide(piece, 0);
    if (kind != Kind.JSON) {
      return Redactor.replace(piece, findings, masking);
    }
    List<MaskRange> ranges = MaskRange.of(piece, findings);
    StringBuilder out = new StringBuilder(piece.length() + 16);
    int next = 0;
    boolean said = false;
    int i = 0;
    while (i < piece.length()) {
      while (next < ranges.size() && ranges.get(next).end() <= i) {
        next++;
        said = false;
      }
      int end = Math.min(piece.length(), unit(piece, i, inString));
      char c = piece.charAt(i);
      boolean content = inString ? c != '"' : isBare(c);
      if (!content || next == ranges.size() || ranges.get(next).start() >= end) {
        out.append(piece, i, end);
        inString ^= c == '"';
      } else if (!said) {
        said = true;
        String value = piece.substring(i, Math.max(end, ranges.get(next).end()));
        String by = masking.of(ranges.get(next).finding(), JsonEscapes.undone(value));
        quoted(JsonBytes.escaped(by), out);
      } else if (!inString) {
        quoted("", out);
      }
      i = end;
    }
    return out.toString();
  }

  private void quoted(String escaped, StringBuilder out) {
    if (inString) {
      out.append(escaped);
    } else {
      out.append('"').append(escaped).append('"');
    }
  }

  private void decide(String text, int from) {
    for (int i = from; i < text.length() && kind == Kind.UNKNOWN; i++) {
      char c = text.charAt(i);
      if (!isBlank(c)) {
        boolean begins = c == '{' || c == '[' || c == '"' || c == '-' || (c >= '0' && c <= '9');
        kind = begins ? Kind.JSON : Kind.PROSE;
      }
    }
  }

  /**
   * The end of what belongs together at {@code i}: an escape (with its other half), a number or
   * literal, else one character. Beyond the text where it is cut.
   */
  private static int unit(String text, int i, boolean string) {
    char c = text.charAt(i);
    if (string) {
      return c == '\\' ? escape(text, i) : i + 1;
    }
    int end = i + 1;
    if (isBare(c)) {
      while (end < text.length() && isBare(text.charAt(end))) {
        end++;
      }
    }
    return end;
  }

  private static int escape(String text, int i) {
    if (i + 1 >= text.length() || text.charAt(i + 1) != 'u') {
      return i + ESCAPE;
    }
    int end = i + UNICODE_ESCAPE;
    if (end > text.length() || !Character.isHighSurrogate(JsonEscapes.unicode(text, i))) {
      return end;
    }
    boolean half = end == text.length() || text.charAt(end) == '\\';
    return half && (end + 1 >= text.length() || text.charAt(end + 1) == 'u')
        ? end + UNICODE_ESCAPE
        : end;
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
  }

  private static boolean isBare(char c) {
    return !isBlank(c) && "{}[],:\"".indexOf(c) < 0;
  }
}
