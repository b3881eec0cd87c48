package com.modalarmor.detect;

import com.modalarmor.detect.match.MultiPattern;
import com.modalarmor.settings.SettingsReader;
import java.util.List;

/**
 * Reads the signatures that a tenant brings: the syntax of the pack, on the same engine, within
 * limits. Stateless.
 */
public final class OwnSignatures {

  private OwnSignatures() {}

  /**
   * The signatures listed under {@code key}, or null if there are none. Faults go to {@code
   * reader}; after one the result is of no use.
   */
  public static SignaturePack read(SettingsReader reader, String key, SignatureLimits limits) {
    List<SettingsReader> sections = reader.list(key);
    if (sections.isEmpty()) {
      return null;
    }
    if (sections.size() > limits.signaturesMax()) {
      reader.fault(key, "must hold at most " + limits.signaturesMax() + " signatures");
    }
    SignatureReader signatures = new SignatureReader("signature:tenant/");
    boolean compilable = sections.size() <= limits.signaturesMax();
    for (SettingsReader section : sections) {
      int length = section.text("pattern", "").length();
      if (length > limits.patternCharsMax()) {
        section.fault("pattern", "must have at most " + limits.patternCharsMax() + " characters");
        compilable = false;
      }
      section.text("source", ""); // a note, if the tenant wants one
      signatures.read(section, SignatureReader.type(section), List.of());
    }
    return compilable ? compile(reader, key, limits, signatures) : null;
  }

  private static SignaturePack compile(
      SettingsReader reader, String key, SignatureLimits limits, SignatureReader signatures) {
    MultiPattern patterns = null;
    try {
      patterns = signatures.compile((place, fault) -> reader.fault(key, fault));
    } catch (IllegalArgumentException e) { // more literals than one automaton holds
      reader.fault(key, e.getMessage());
      return null;
    }
    if (patterns.memoryBytes() > limits.compiledBytesMax()) {
      reader.fault(
          key,
          "take "
              + patterns.memoryBytes()
              + " bytes when compiled, of at most "
              + limits.compiledBytesMax());
    }
    return SignaturePack.of(patterns, signatures.signatures());
  }
}
