package com.modalarmor.detect.secret;

import com.modalarmor.text.View;
import com.modalarmor.text.Views;

/**
 * One reading of a text as secrets are looked for in it: characters in lower case beside the same
 * ones as sent, and the way back to the original. Scratch: filled again for each reading,
 * single-threaded.
 */
final class SecretText {

  private char[] own = new char[256];
  private char[] lower = own;
  private char[] exact = own;
  private int length;
  private View view;
  private boolean decoded;
  private String original = "";

  /** The folded reading: without invisible and disguised characters. */
  void readFolded(Views views) {
    original = views.text();
    decoded = false;
    view = views.folded();
    lower = view.chars();
    length = view.length();
    if (view.identity()) {
      exact = views.original().chars();
      return;
    }
    ensure(length);
    for (int i = 0; i < length; i++) {
      char sent = original.charAt(view.originalStart(i));
      own[i] = Character.toLowerCase(sent) == lower[i] ? sent : lower[i];
    }
    exact = own;
  }

  /** A decoded reading, with its upper case. */
  void readDecoded(Views views, int index) {
    original = views.text();
    decoded = true;
    view = views.decodedRaw(index);
    exact = view.chars();
    length = view.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      char c = exact[i];
      own[i] = c < 128 ? (c >= 'A' && c <= 'Z' ? (char) (c + 32) : c) : Character.toLowerCase(c);
    }
    lower = own;
  }

  private void ensure(int size) {
    if (own.length < size) {
      own = new char[Math.max(size, own.length * 2)];
    }
  }

  char[] lower() {
    return lower;
  }

  char[] exact() {
    return exact;
  }

  int length() {
    return length;
  }

  /** Where signs may stand, see {@link View#marks}. */
  int[] marks() {
    return view.marks();
  }

  /** How many marks there are; -1 = anywhere. */
  int markCount() {
    return decoded ? -1 : view.markCount();
  }

  int originalStart(int index) {
    return view.originalStart(index);
  }

  int originalEnd(int end) {
    return view.originalEnd(end, original);
  }

  /** Whether the word stands at {@code at} of the lower-case characters. */
  boolean at(int at, String word) {
    int size = word.length();
    if (at < 0 || at + size > length) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (lower[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** First place of the word in the range, or -1. */
  int find(String word, int from, int to) {
    for (int i = Math.max(0, from); i + word.length() <= to; i++) {
      if (lower[i] == word.charAt(0) && at(i, word)) {
        return i;
      }
    }
    return -1;
  }
}
