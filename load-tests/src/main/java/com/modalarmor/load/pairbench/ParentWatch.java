package com.modalarmor.load.pairbench;

import java.io.IOException;

/**
 * Ends a child JVM when the bench is gone, even when the bench was killed.
 *
 * <p>One daemon thread blocked on standard input, which ends with the parent.
 */
final class ParentWatch {
  private ParentWatch() {}

  static void start() {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // The parent never writes; only the end matters.
                  continue;
                }
              } catch (IOException e) {
                // Same as the end.
              }
              Runtime.getRuntime().halt(0);
            },
            "parent-watch");
    thread.setDaemon(true);
    thread.start();
  }
}
