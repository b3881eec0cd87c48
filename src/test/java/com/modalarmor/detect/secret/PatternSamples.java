package com.modalarmor.detect.secret;

import java.util.SplittableRandom;

/**
 * Makes texts that a pattern of the pack matches, so that no secret needs to stand in the
 * repository. Knows the pattern syntax of {@code detect.match}. Single-threaded.
 */
public final class PatternSamples {

  private static final String ANY = "abcdefghijklmnopqrstuvwxyz0123456789";

  private final SplittableRandom random;
  private String pattern;
  private int at;

  public PatternSamples(SplittableRandom random) {
    this.random = random;
  }

  /** A text that the pattern matches. */
  public String sample(String regex) {
    pattern = regex;
    at = 0;
    return either();
  }

  private String either() {
    java.util.List<String> branches = new java.util.ArrayList<>();
    branches.add(concat());
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      branches.add(concat());
    }
    return branches.get(random.nextInt(branches.size()));
  }

  private String concat() {
    StringBuilder out = new StringBuilder();
    while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
      int from = at;
      String one = atom();
      int to = at;
      int[] times = times();
      int behind = at;
      for (int i = 0; i < times[0]; i++) {
        if (i > 0) {
          at = from;
          one = atom();
        }
        out.append(one);
      }
      at = Math.max(behind, to);
    }
    return out.toString();
  }

  private int[] times() {
    int min = 1;
    int max = 1;
    if (at < pattern.length()) {
      switch (pattern.charAt(at)) {
        case '?' -> {
          at++;
          min = 0;
        }
        case '*' -> {
          at++;
          min = 0;
          max = 3;
        }
        case '+' -> {
          at++;
          max = 3;
        }
        case '{' -> {
          int end = pattern.indexOf('}', at);
          String[] bounds = pattern.substring(at + 1, end).split(",");
          min = Integer.parseInt(bounds[0]);
          max = Integer.parseInt(bounds[bounds.length - 1]);
          at = end + 1;
        }
        default -> {}
      }
    }
    return new int[] {min + random.nextInt(max - min + 1)};
  }

  private String atom() {
    char head = pattern.charAt(at++);
    switch (head) {
      case '(':
        if (pattern.startsWith("?:", at)) {
          at += 2;
        }
        String inner = either();
        at++;
        return inner;
      case '[':
        return String.valueOf(bracket());
      case '.':
        return String.valueOf(ANY.charAt(random.nextInt(ANY.length())));
      case '\\':
        return escape();
      default:
        return String.valueOf(head);
    }
  }

  private String escape() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case 'b' -> "";
      case 'd' -> String.valueOf((char) ('0' + random.nextInt(10)));
      case 's' -> " ";
      case 'w' -> String.valueOf(ANY.charAt(random.nextInt(ANY.length())));
      case 'n' -> "\n";
      case 't' -> "\t";
      default -> String.valueOf(c);
    };
  }

  private char bracket() {
    boolean negated = pattern.charAt(at) == '^';
    StringBuilder members = new StringBuilder();
    while (pattern.charAt(at) != ']') {
      char c = pattern.charAt(at++);
      if (c == '\\') {
        String one = escape();
        members.append(one);
      } else if (pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']') {
        char high = pattern.charAt(at + 1);
        at += 2;
        for (char m = c; m <= high; m++) {
          members.append(m);
        }
      } else {
        members.append(c);
      }
    }
    at++;
    return negated
        ? ANY.charAt(random.nextInt(ANY.length()))
        : members.charAt(random.nextInt(members.length()));
  }
}
