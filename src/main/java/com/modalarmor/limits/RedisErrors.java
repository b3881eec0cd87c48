package com.modalarmor.limits;

/** Reads Redis' error answers. Stateless. */
final class RedisErrors {

  /** States of the server or of this connection; every later call would meet them too. */
  private static final String[] OF_THE_SERVER = {
    "OOM",
    "READONLY",
    "LOADING",
    "MISCONF",
    "MASTERDOWN",
    "CLUSTERDOWN",
    "MOVED",
    "ASK",
    "BUSY",
    "NOAUTH",
    "WRONGPASS",
    "NOPERM",
    "NOREPLICAS",
    "TRYAGAIN",
    "UNBLOCKED",
    "CONNECTION_CLOSED"
  };

  private RedisErrors() {}

  /**
   * The first error of a failed batch, as it would read outside one: the client joins them as
   * {@code ERR [0]NOSCRIPT …}, a line each.
   */
  static Throwable ofBatch(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    int bracket = message.startsWith("ERR [") ? message.indexOf(']') : -1;
    if (bracket < 0) {
      return failure;
    }
    int end = message.indexOf(System.lineSeparator());
    return new Exception(
        message.substring(bracket + 1, end < 0 ? message.length() : end).trim(),
        null,
        false,
        false) {};
  }

  static boolean concernsAllCalls(String error) {
    return !code(error).equals("ERR");
  }

  /**
   * One of the known codes, else {@code ERR}: an error may quote keys, so its text goes nowhere.
   */
  static String code(String error) {
    for (String code : OF_THE_SERVER) {
      // Redis 6 wraps an error inside a script: "ERR Error running script (...): ... -OOM command
      // ...".
      if (error.equals(code) || error.startsWith(code + " ") || error.contains(" -" + code + " ")) {
        return code;
      }
    }
    return "ERR";
  }
}
