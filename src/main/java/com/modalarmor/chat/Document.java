package com.modalarmor.chat;

import java.util.List;

/**
 * A request or reply as bytes, with the texts in it and what could not be read. Immutable.
 *
 * @param bodies the bytes as they came; one for a request or unary reply, one for each event of a
 *     stream
 * @param parts every text, in order of the bytes
 * @param uninspected what no detector can read, e.g. {@code inline_data:image/png}; bounded,
 *     distinct
 * @param usage tokens, where the document tells them
 * @param batch true when the caller asked about a list, even a list of one
 * @param ids names that the caller gave to the parts, in their order; empty on wires without such
 *     names
 * @param askedForm of a request, the form that its answer must have; null = any
 */
public record Document(
    List<byte[]> bodies,
    List<Part> parts,
    List<String> uninspected,
    Usage usage,
    List<String> ids,
    boolean batch,
    AskedForm askedForm) {

  public Document(
      List<byte[]> bodies,
      List<Part> parts,
      List<String> uninspected,
      Usage usage,
      List<String> ids,
      boolean batch) {
    this(bodies, parts, uninspected, usage, ids, batch, null);
  }
}
