package com.modalarmor.guard;

import java.util.function.UnaryOperator;

/**
 * Puts the values of a request back for its placeholders in one text of its answer. Holds back
 * exactly the end of the text that may become a placeholder. What is put back is not read again.
 * Single-threaded.
 */
final class Restorer implements TextStage {

  private final PlaceholderTrie placeholders;
  private final UnaryOperator<String> writing;
  private final StringBuilder open = new StringBuilder();

  /**
   * @param writing how a value is written where it is put back
   */
  Restorer(PlaceholderTrie placeholders, UnaryOperator<String> writing) {
    this.placeholders = placeholders;
    this.writing = writing;
  }

  @Override
  public boolean holds() {
    return open.length() > 0;
  }

  @Override
  public void push(CharSequence piece, boolean last, StringBuilder out) {
    open.append(piece);
    int at = 0;
    while (at < open.length()) {
      int node = PlaceholderTrie.ROOT;
      int i = at;
      String value = null;
      while (value == null && node != PlaceholderTrie.NONE && i < open.length()) {
        node = placeholders.step(node, open.charAt(i++));
        value = node == PlaceholderTrie.NONE ? null : placeholders.value(node);
      }
      if (value != null) {
        out.append(writing.apply(value));
        at = i;
      } else if (node != PlaceholderTrie.NONE && !last) {
        break; // may go on
      } else {
        out.append(open.charAt(at++));
      }
    }
    open.delete(0, at);
  }
}
