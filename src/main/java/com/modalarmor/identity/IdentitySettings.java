package com.modalarmor.identity;

import com.modalarmor.settings.SettingsReader;

/**
 * Bounds of what is accepted as a token. Immutable.
 *
 * @param leewayS how far clocks may differ
 * @param tokenBytesMax longest token that is looked at
 * @param tokenLifetimeMaxS most that {@code exp} may lie after {@code iat}
 * @param tokenCacheEntriesMax verified tokens remembered; 0 = none
 */
public record IdentitySettings(
    int leewayS, int tokenBytesMax, int tokenLifetimeMaxS, int tokenCacheEntriesMax) {

  public static final IdentitySettings DEFAULT = new IdentitySettings(30, 8_192, 86_400, 10_000);

  /** Reads one section; faults stay with the reader. The upper bounds are part of the promise. */
  public static IdentitySettings read(SettingsReader section) {
    return new IdentitySettings(
        section.integer("leeway-s", DEFAULT.leewayS, 0, 60),
        section.integer("token-bytes-max", DEFAULT.tokenBytesMax, 256, 8_192),
        section.integer("token-lifetime-max-s", DEFAULT.tokenLifetimeMaxS, 60, 86_400),
        section.integer("token-cache-entries-max", DEFAULT.tokenCacheEntriesMax, 0, 1_000_000));
  }
}
