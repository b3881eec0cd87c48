package com.modalarmor.detect.match;

import java.util.Random;

/**
 * Random patterns over a small alphabet, and texts likely to hold their matches. Used by one
 * thread.
 */
final class RandomPattern {
  private static final String ALPHABET = "abc é忽_1.";
  private static final String JAVA_WORD = "[\\p{L}\\p{Nd}\\p{Mn}\\p{Mc}_]";
  private static final String JAVA_BOUNDARY =
      "(?:(?<=" + JAVA_WORD + ")(?!" + JAVA_WORD + ")|(?<!" + JAVA_WORD + ")(?=" + JAVA_WORD + "))";
  private static final String JAVA_NO_BOUNDARY = "(?!" + JAVA_BOUNDARY + ")";
  private static final String[] WORDS = {"ab", "abc", "cab", "é忽", "a b", "bb", "c_1", "aa"};

  private final Random random;

  RandomPattern(Random random) {
    this.random = random;
  }

  /** One shape in our syntax, in the oracle's, and one text that it tends to match. */
  record Shape(String ours, String javas, String sample) {
    Shape then(Shape next) {
      return new Shape(ours + next.ours, javas + next.javas, sample + next.sample);
    }
  }

  private static final Shape NOTHING = new Shape("", "", "");

  /** A pattern in which some part is a plain word, so that most have a literal to look for. */
  Shape pattern() {
    Shape all = sequence(2, random.nextInt(3));
    if (random.nextInt(8) > 0) {
      all = all.then(word());
    }
    return all.then(sequence(2, random.nextInt(3)));
  }

  private Shape sequence(int depth, int parts) {
    Shape all = NOTHING;
    for (int i = 0; i < parts; i++) {
      all = all.then(part(depth));
    }
    return all;
  }

  private Shape part(int depth) {
    int kind = random.nextInt(depth > 0 ? 13 : 8);
    if (kind < 2) {
      return word();
    }
    if (kind < 4) {
      return quantified(unit());
    }
    if (kind < 6) {
      return unit();
    }
    if (kind == 6) {
      return anchor();
    }
    if (kind == 7) {
      return quantified(new Shape(".", ".", "x"));
    }
    if (kind < 11) {
      Shape left = sequence(depth - 1, 1 + random.nextInt(2));
      Shape right = sequence(depth - 1, random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(2));
      Shape either =
          new Shape(
              "(" + left.ours + "|" + right.ours + ")",
              "(?:" + left.javas + "|" + right.javas + ")",
              random.nextBoolean() ? left.sample : right.sample);
      return random.nextBoolean() ? either : optional(either);
    }
    Shape body = unit().then(sequence(depth - 1, 1));
    return quantified(new Shape("(?:" + body.ours + ")", "(?:" + body.javas + ")", body.sample));
  }

  private Shape word() {
    String word = WORDS[random.nextInt(WORDS.length)];
    return new Shape(word, word, word);
  }

  private Shape unit() {
    switch (random.nextInt(9)) {
      case 0:
        return new Shape("\\w", JAVA_WORD, "a");
      case 1:
        return new Shape("\\s", "[\\s\\x{a0}\\p{Zs}]", " ");
      case 2:
        return new Shape("[ab]", "[ab]", "b");
      case 3:
        return new Shape("[^a ]", "[^a ]", "c");
      case 4:
        return new Shape("\\.", "\\.", ".");
      case 5:
        return new Shape("[\\W1]", "[[^\\p{L}\\p{Nd}\\p{Mn}\\p{Mc}_]1]", "1");
      case 6:
        return new Shape("\\D", "[^\\p{Nd}]", "b");
      case 7:
        return new Shape("\\u5ffd", "忽", "忽");
      default:
        String letter = String.valueOf("abcé".charAt(random.nextInt(4)));
        return new Shape(letter, letter, letter);
    }
  }

  private Shape anchor() {
    switch (random.nextInt(6)) {
      case 0:
        return new Shape("^", "\\A", "");
      case 1:
        return new Shape("$", "\\z", "");
      case 2:
        return new Shape("\\B", JAVA_NO_BOUNDARY, "");
      default:
        return new Shape("\\b", JAVA_BOUNDARY, random.nextBoolean() ? " " : "");
    }
  }

  private Shape optional(Shape body) {
    return new Shape(body.ours + "?", body.javas + "?", random.nextBoolean() ? body.sample : "");
  }

  private Shape quantified(Shape body) {
    switch (random.nextInt(5)) {
      case 0:
        return optional(body);
      case 1:
        return new Shape(
            body.ours + "*", body.javas + "{0,32}", body.sample.repeat(random.nextInt(3)));
      case 2:
        return new Shape(
            body.ours + "+", body.javas + "{1,32}", body.sample.repeat(1 + random.nextInt(3)));
      case 3:
        return new Shape(body.ours + "{2}", body.javas + "{2}", body.sample.repeat(2));
      default:
        return new Shape(
            body.ours + "{1,3}", body.javas + "{1,3}", body.sample.repeat(1 + random.nextInt(3)));
    }
  }

  /** Samples between noise, a few units now and then missing, doubled or changed. */
  String text(Shape... shapes) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(6);
    for (int i = 0; i <= pieces; i++) {
      if (random.nextBoolean()) {
        noise(text, random.nextInt(5));
      }
      text.append(shapes[random.nextInt(shapes.length)].sample);
      if (random.nextInt(3) == 0 && !text.isEmpty()) {
        text.setCharAt(random.nextInt(text.length()), letter());
      }
      if (random.nextInt(4) == 0) {
        text.append(' ');
      }
    }
    return text.substring(0, Math.min(text.length(), 80));
  }

  private void noise(StringBuilder text, int length) {
    for (int i = 0; i < length; i++) {
      text.append(letter());
    }
  }

  private char letter() {
    return ALPHABET.charAt(random.nextInt(ALPHABET.length()));
  }
}
