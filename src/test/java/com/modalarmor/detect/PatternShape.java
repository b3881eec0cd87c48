package com.modalarmor.detect;

import java.util.ArrayList;
import java.util.List;

/**
 * The shape of one signature pattern: whether it stays inside the permitted grammar, and which
 * literals a match cannot do without. Immutable once read; safe to share.
 *
 * <p>Deliberately plain and separate from the engine, so that the two can disagree.
 */
final class PatternShape {
  private static final String KNOWN_ESCAPES = "sSwWdDbBntr";

  private final String pattern;
  private int at;

  private PatternShape(String pattern) {
    this.pattern = pattern;
  }

  /**
   * Literals of which every match contains at least one; empty where no such list exists.
   *
   * @throws IllegalArgumentException on anything outside the permitted grammar
   */
  static List<String> requiredLiterals(String pattern) {
    PatternShape shape = new PatternShape(pattern);
    List<String> literals = shape.alternatives();
    if (shape.at < pattern.length()) {
      throw shape.fault("unbalanced )");
    }
    return literals;
  }

  private List<String> alternatives() {
    List<String> all = new ArrayList<>();
    boolean everyBranch = true;
    while (true) {
      List<String> branch = sequence();
      everyBranch &= !branch.isEmpty();
      all.addAll(branch);
      if (at >= pattern.length() || pattern.charAt(at) != '|') {
        return everyBranch ? all : List.of();
      }
      at++;
    }
  }

  private List<String> sequence() {
    List<String> best = List.of();
    StringBuilder run = new StringBuilder();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      int literal = -1;
      List<String> group = List.of();
      char c = pattern.charAt(at);
      if (c == '(') {
        group = group();
      } else if (c == '[') {
        skipClass();
      } else if (c == '\\') {
        literal = escape();
      } else if (c == '.' || c == '^' || c == '$') {
        at++;
      } else if (c == '?' || c == '*' || c == '+' || isQuantifierBrace()) {
        throw fault("quantifier without an operand");
      } else if (c == '{' || c == '}') {
        throw fault("a literal brace must be escaped");
      } else {
        literal = c;
        at++;
      }
      int least = quantifier();
      if (literal >= 0 && least == 1) {
        run.append((char) literal);
        continue;
      }
      best = better(best, run.isEmpty() ? List.of() : List.of(run.toString()));
      run.setLength(0);
      if (literal >= 0 && least > 1) {
        best = better(best, List.of(String.valueOf((char) literal)));
      } else if (least >= 1) {
        best = better(best, group);
      }
    }
    return better(best, run.isEmpty() ? List.of() : List.of(run.toString()));
  }

  private List<String> group() {
    at++;
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      if (!pattern.startsWith("?:", at)) {
        throw fault("look-around, flags and names are not permitted");
      }
      at += 2;
    }
    List<String> literals = alternatives();
    if (at >= pattern.length() || pattern.charAt(at) != ')') {
      throw fault("unclosed (");
    }
    at++;
    return literals;
  }

  private void skipClass() {
    at++;
    if (at < pattern.length() && pattern.charAt(at) == '^') {
      at++;
    }
    int first = at;
    while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
      char c = pattern.charAt(at);
      if (c == '[' || pattern.startsWith("&&", at)) {
        throw fault("nested classes are not permitted: escape the bracket");
      }
      at += c == '\\' ? 2 : 1;
    }
    if (at >= pattern.length()) {
      throw fault("unclosed [");
    }
    at++;
  }

  private int escape() {
    if (at + 1 >= pattern.length()) {
      throw fault("dangling escape");
    }
    char c = pattern.charAt(at + 1);
    boolean alphanumeric = Character.isLetterOrDigit(c);
    if (alphanumeric && KNOWN_ESCAPES.indexOf(c) < 0) {
      throw fault("escape \\" + c + " is not permitted");
    }
    at += 2;
    return alphanumeric ? -1 : c;
  }

  private boolean isQuantifierBrace() {
    return pattern.charAt(at) == '{'
        && at + 1 < pattern.length()
        && Character.isDigit(pattern.charAt(at + 1));
  }

  /** Reads a quantifier if there is one and returns the least count; 1 when there is none. */
  private int quantifier() {
    if (at >= pattern.length()) {
      return 1;
    }
    char c = pattern.charAt(at);
    int least = 1;
    if (c == '?' || c == '*' || c == '+') {
      least = c == '+' ? 1 : 0;
      at++;
    } else if (isQuantifierBrace()) {
      int end = pattern.indexOf('}', at);
      String[] bounds = pattern.substring(at + 1, end).split(",", -1);
      least = Integer.parseInt(bounds[0]);
      int most =
          bounds.length == 1 ? least : bounds[1].isEmpty() ? -1 : Integer.parseInt(bounds[1]);
      if (bounds.length > 2 || most < least || most > SignaturePackTest.REPEAT_MAX) {
        throw fault("repetition bounds");
      }
      at = end + 1;
    } else {
      return 1;
    }
    if (at < pattern.length() && (pattern.charAt(at) == '?' || pattern.charAt(at) == '+')) {
      throw fault("lazy and possessive quantifiers are not permitted");
    }
    return least;
  }

  private static List<String> better(List<String> a, List<String> b) {
    return shortest(b) > shortest(a) ? b : a;
  }

  /** As {@link #shortest}, but a Han, Kana or Hangul character says as much as two letters. */
  static int leastWeight(List<String> literals) {
    return literals.stream()
        .mapToInt(text -> text.chars().map(unit -> unit >= 0x2E80 ? 2 : 1).sum())
        .min()
        .orElse(0);
  }

  static int shortest(List<String> literals) {
    return literals.stream().mapToInt(String::length).min().orElse(0);
  }

  private IllegalArgumentException fault(String what) {
    return new IllegalArgumentException(what + " at " + at + " in " + pattern);
  }
}
