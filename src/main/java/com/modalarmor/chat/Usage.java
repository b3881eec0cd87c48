package com.modalarmor.chat;

/** Tokens as the model counted them; -1 = not told. Immutable. */
public record Usage(long inputTokens, long outputTokens) {

  public static final Usage UNKNOWN = new Usage(-1, -1);
}
