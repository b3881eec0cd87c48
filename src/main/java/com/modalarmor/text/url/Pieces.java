package com.modalarmor.text.url;

import java.util.ArrayList;
import java.util.List;

/** Cuts a text at a character. Stateless. */
final class Pieces {

  private Pieces() {}

  static List<String> of(String text, char separator) {
    List<String> pieces = new ArrayList<>(4);
    int from = 0;
    for (int i = text.indexOf(separator); i >= 0; i = text.indexOf(separator, from)) {
      pieces.add(text.substring(from, i));
      from = i + 1;
    }
    pieces.add(text.substring(from));
    return pieces;
  }
}
