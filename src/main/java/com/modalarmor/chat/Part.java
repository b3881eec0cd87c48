package com.modalarmor.chat;

/**
 * One text of a request or reply, with the byte range of the JSON literal that holds it. Immutable.
 *
 * @param trust where it comes from
 * @param text the decoded text
 * @param start first byte of the literal in its document, quote included
 * @param end byte after the literal
 * @param group texts of one group are read as one after another (the parts of a streamed candidate); -1 =
 *     stands alone
 * @param base64 true when the literal holds the text as base64 (inline data of a text type)
 */
public record Part(Trust trust, String text, int start, int end, int group, boolean base64) {

  public Part(Trust trust, String text, int start, int end) {
    this(trust, text, start, end, -1, false);
  }
}
