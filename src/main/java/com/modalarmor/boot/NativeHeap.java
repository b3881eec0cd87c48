package com.modalarmor.boot;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Gives memory that native code has freed back to the system. The JVM's compilers take tens of
 * megabytes while code warms up, and the C library keeps them. Stateless; from any thread.
 */
final class NativeHeap {

  private static final String COMMANDS = "com.sun.management:type=DiagnosticCommand";

  private NativeHeap() {}

  /** False where the JVM or the C library cannot: before 17.0.9, or without glibc. */
  static boolean trim() {
    try {
      ManagementFactory.getPlatformMBeanServer()
          .invoke(new ObjectName(COMMANDS), "systemTrimNativeHeap", null, null);
      return true;
    } catch (JMException | RuntimeException e) {
      return false;
    }
  }
}
