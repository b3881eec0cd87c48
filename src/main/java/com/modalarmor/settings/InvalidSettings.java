package com.modalarmor.settings;

import java.util.List;

/**
 * All faults of a configuration, each as {@code key.path: what is wrong}. Holds no secret values.
 */
public final class InvalidSettings extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> faults;

  public InvalidSettings(List<String> faults) {
    super(faults.size() + " invalid setting(s):\n  " + String.join("\n  ", faults));
    this.faults = List.copyOf(faults);
  }

  public List<String> faults() {
    return faults;
  }
}
