package com.modalarmor.detect;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/** The top-level domains that exist. Immutable, loaded once. */
public final class TopLevelDomains {

  private static final int LABEL_MAX = 63;
  private static final Set<String> ALL = load();

  private TopLevelDomains() {}

  public static boolean contains(char[] chars, int start, int end) {
    int length = end - start;
    if (length < 2 || length > LABEL_MAX) {
      return false;
    }
    String label = new String(chars, start, length);
    for (int i = 0; i < length; i++) {
      if (label.charAt(i) >= 128) {
        return containsUnicode(label);
      }
    }
    return ALL.contains(label);
  }

  private static boolean containsUnicode(String label) {
    try {
      return ALL.contains(IDN.toASCII(label, IDN.ALLOW_UNASSIGNED));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Set<String> load() {
    Set<String> all = new HashSet<>(4_096);
    try (InputStream in = TopLevelDomains.class.getResourceAsStream("top-level-domains.txt")) {
      if (in == null) {
        throw new IllegalStateException("top-level-domains.txt is missing");
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#") && !line.isBlank()) {
          all.add(line);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all;
  }
}
