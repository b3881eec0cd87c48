package com.modalarmor.tenant;

/**
 * Where the present snapshot is found. Thread-safe: readers see one volatile field, swapped whole.
 */
public final class TenantDirectory {

  private volatile TenantSnapshot current;

  public TenantDirectory(TenantSnapshot first) {
    this.current = first;
  }

  public TenantSnapshot current() {
    return current;
  }

  /** Takes {@code next} unless it is not newer; changes may arrive out of order. */
  public synchronized boolean swap(TenantSnapshot next) {
    if (next.version() <= current.version()) {
      return false;
    }
    current = next;
    return true;
  }
}
