package com.modalarmor.chat;

/**
 * One text of a document, with the byte range of the JSON literal that holds it. Immutable.
 *
 * @param trust where it comes from
 * @param text the decoded text
 * @param body index of the body it stands in (the events of a stream are one body each)
 * @param start first byte of the literal in that body, quote included
 * @param end byte after the literal
 * @param group texts of one group are read one after another, so that nothing hides in a seam (the
 *     parts of one turn, the events of one streamed candidate); -1 = stands alone
 * @param base64 true when the literal holds the text as base64 (inline data of a text type)
 * @param turn number of the turn of a conversation that it belongs to, ascending from 0; or one of
 *     the negative constants here
 */
public record Part(
    Trust trust, String text, int body, int start, int end, int group, boolean base64, int turn) {

  /** Of no conversation: a field beside it, an answer, a text that was sent to be inspected. */
  public static final int OUTSIDE = -1;

  /** Of the system instruction, which the caller's user is not meant to see. */
  public static final int INSTRUCTION = -2;

  /** Of the declared tools, which the caller's user is not meant to see either. */
  public static final int DECLARATION = -3;

  public Part(Trust trust, String text, int body, int start, int end, int group, boolean base64) {
    this(trust, text, body, start, end, group, base64, OUTSIDE);
  }

  /** The same part with what is known once its surroundings have been read. */
  public Part with(Trust otherTrust, int otherGroup, int otherTurn) {
    return new Part(otherTrust, text, body, start, end, otherGroup, base64, otherTurn);
  }
}
