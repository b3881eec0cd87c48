package com.modalarmor.evaluation.obfuscate;

import java.util.SplittableRandom;

/** Each letter replaced by another one. Stateless. */
final class Letters {

  private static final String PLAIN = "aceijopsxyABCEHIKMOPSTX";
  private static final String CYRILLIC =
      "\u0430\u0441\u0435\u0456\u0458\u043E\u0440\u0455\u0445\u0443"
          + "\u0410\u0412\u0421\u0415\u041D\u0406\u041A\u041C\u041E\u0420\u0405\u0422\u0425";
  private static final String LEET_FROM = "aeiost";
  private static final String LEET_TO = "431057";

  private Letters() {}

  /** Some letters of a word in Cyrillic, so that the word mixes two scripts. */
  static String homoglyphs(String text, SplittableRandom random) {
    return mapped(text, PLAIN, CYRILLIC, 0.5, random);
  }

  static String leet(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int at = LEET_FROM.indexOf(c < 128 ? Character.toLowerCase(c) : c);
      // A mixture of letters and digits is what people write.
      out.append(at >= 0 && random.nextDouble() < 0.8 ? LEET_TO.charAt(at) : c);
    }
    return out.toString();
  }

  private static String mapped(
      String text, String from, String to, double share, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      int at = from.indexOf(c);
      out.append(at >= 0 && random.nextDouble() < share ? to.charAt(at) : c);
    }
    return out.toString();
  }

  static String fullwidth(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(c == ' ' ? '\u3000' : c > ' ' && c < 127 ? (char) (c + 0xFEE0) : c);
    }
    return out.toString();
  }

  /** Mathematical sans-serif bold. */
  static String mathAlphabet(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length() * 2);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'a' && c <= 'z') {
        out.appendCodePoint(0x1D5EE + c - 'a');
      } else if (c >= 'A' && c <= 'Z') {
        out.appendCodePoint(0x1D5D4 + c - 'A');
      } else if (c >= '0' && c <= '9') {
        out.appendCodePoint(0x1D7EC + c - '0');
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  static String circled(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'a' && c <= 'z') {
        out.append((char) (0x24D0 + c - 'a'));
      } else if (c >= 'A' && c <= 'Z') {
        out.append((char) (0x24B6 + c - 'A'));
      } else if (c >= '1' && c <= '9') {
        out.append((char) (0x2460 + c - '1'));
      } else {
        out.append(c == '0' ? '\u24EA' : c);
      }
    }
    return out.toString();
  }

  static String rot13(String text, SplittableRandom random) {
    return shifted(text, 13);
  }

  /** Any shift but none and 13, drawn for each text. */
  static String caesar(String text, SplittableRandom random) {
    int shift = 1 + random.nextInt(24);
    return shifted(text, shift < 13 ? shift : shift + 1);
  }

  static String shifted(String text, int shift) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char first = c >= 'a' ? 'a' : 'A';
      out.append(Insertions.isLetter(c) ? (char) (first + (c - first + shift) % 26) : c);
    }
    return out.toString();
  }

  static String atbash(String text, SplittableRandom random) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      out.append(Insertions.isLetter(c) ? (char) ((c >= 'a' ? 'a' + 'z' : 'A' + 'Z') - c) : c);
    }
    return out.toString();
  }
}
