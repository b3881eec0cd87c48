package com.modalarmor.vector;

import com.modalarmor.vector.watch.Recent;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Tells who knocks at many closed doors: denials of each subject within a minute. Thread-safe;
 * remembers the subjects denied last.
 */
public final class ProbeWatch {

  /** Denials within the window that make a probe. */
  public static final int DENIALS = 20;

  private static final int SUBJECTS_MAX = 10_000;
  private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(60);

  private static final class Window {
    long beganNanos;
    int denials;
  }

  private final LongSupplier nanos;
  private final Map<String, Window> windows = new Recent<>(SUBJECTS_MAX);

  public ProbeWatch(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Notes denials of a subject; true when with them it crosses the line: once a window. */
  public synchronized boolean denied(String tenant, String actor, int count) {
    long now = nanos.getAsLong();
    Window window = windows.computeIfAbsent(tenant + "\n" + actor, key -> new Window());
    if (window.denials == 0 || now - window.beganNanos > WINDOW_NANOS) {
      window.beganNanos = now;
      window.denials = 0;
    }
    boolean before = window.denials >= DENIALS;
    window.denials += count;
    return !before && window.denials >= DENIALS;
  }
}
