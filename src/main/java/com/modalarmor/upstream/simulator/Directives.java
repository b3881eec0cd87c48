package com.modalarmor.upstream.simulator;

/**
 * What a prompt orders the simulator to do, written as {@code [[sim:word]]} or {@code
 * [[sim:word:number]]} anywhere in the last user text. Filled once, then only read.
 */
final class Directives {

  private static final String OPEN = "[[sim:";
  private static final int COUNT_MAX = 16;
  private static final int CHUNKS_MAX = 10_000;
  private static final int SLOW_MS_MAX = 600_000;

  boolean leakEmail;
  boolean leakKey;
  boolean inject;
  boolean stall;
  boolean stallStream;
  boolean reset;
  boolean malformed;
  boolean huge;
  boolean thought;
  int failStatus;
  int slowMs;
  int chunks;

  static Directives of(String text) {
    Directives found = new Directives();
    int at = text.indexOf(OPEN);
    for (int n = 0; at >= 0 && n < COUNT_MAX; n++) {
      int end = text.indexOf("]]", at);
      if (end < 0) {
        break;
      }
      String order = text.substring(at + OPEN.length(), end);
      int colon = order.indexOf(':');
      found.obey(
          colon < 0 ? order : order.substring(0, colon), colon < 0 ? 0 : number(order, colon + 1));
      at = text.indexOf(OPEN, end);
    }
    return found;
  }

  private void obey(String word, int number) {
    switch (word) {
      case "leak-email" -> leakEmail = true;
      case "leak-key" -> leakKey = true;
      case "inject" -> inject = true;
      case "stall" -> stall = true;
      case "stall-stream" -> stallStream = true;
      case "reset" -> reset = true;
      case "malformed" -> malformed = true;
      case "huge" -> huge = true;
      case "thought" -> thought = true;
      case "fail" -> failStatus = number >= 400 && number <= 599 ? number : 500;
      case "slow" -> slowMs = Math.max(1, Math.min(SLOW_MS_MAX, number));
      case "chunks" -> chunks = Math.max(1, Math.min(CHUNKS_MAX, number));
      default -> {}
    }
  }

  private static int number(String order, int from) {
    try {
      return Integer.parseInt(order, from, order.length(), 10);
    } catch (NumberFormatException e) {
      return 0;
    }
  }
}
