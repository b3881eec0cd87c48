package com.modalarmor.names;

import java.util.List;

/**
 * A text with its names. Immutable.
 *
 * @param source the collection it is from
 * @param document the document within it; rows of one document stay together
 */
public record NameRow(String text, List<Span> spans, String source, String document) {

  /**
   * One name.
   *
   * @param start UTF-16 index, inclusive; {@code end} exclusive
   * @param type {@code PERSON}, {@code LOCATION}, ...
   */
  public record Span(int start, int end, String type) {}
}
