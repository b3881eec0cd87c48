package com.modalarmor.vector.watch;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that keeps the entries met last, so many at most. Not thread-safe. */
public final class Recent<K, V> extends LinkedHashMap<K, V> {

  private static final long serialVersionUID = 1L;

  private final int max;

  public Recent(int max) {
    super(16, 0.75f, true);
    this.max = max;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > max;
  }
}
