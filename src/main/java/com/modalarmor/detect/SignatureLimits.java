package com.modalarmor.detect;

import com.modalarmor.settings.SettingsReader;

/**
 * What a tenant's own signatures may cost. Immutable.
 *
 * @param signaturesMax per tenant
 * @param patternCharsMax length of a pattern
 * @param compiledBytesMax of a tenant's compiled tables, in memory for as long as the tenant is
 */
public record SignatureLimits(int signaturesMax, int patternCharsMax, int compiledBytesMax) {

  public static final SignatureLimits DEFAULT = new SignatureLimits(100, 640, 4 << 20);

  /** Reads the section of the settings; faults are collected in {@code reader}. */
  public static SignatureLimits read(SettingsReader reader) {
    return new SignatureLimits(
        reader.integer("count-max", DEFAULT.signaturesMax, 0, 1_000),
        reader.integer("pattern-chars-max", DEFAULT.patternCharsMax, 8, 4_096),
        reader.integer("compiled-bytes-max", DEFAULT.compiledBytesMax, 64 << 10, 64 << 20));
  }
}
