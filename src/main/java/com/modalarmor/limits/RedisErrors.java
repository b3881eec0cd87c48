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
