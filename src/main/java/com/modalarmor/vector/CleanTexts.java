package com.modalarmor.vector;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.modalarmor.policy.CompiledPolicy;
import com.modalarmor.settings.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * Which texts a policy has let through as they are, by their hashes: a row is read more often than
 * it is written. Another policy, or the same one over new signatures, looks again. Thread-safe,
 * bounded.
 *
 * <p>Beside {@code detect.KnownTexts}, which is one thread's and keeps what its scan is to tell
 * again: rows are read by whichever verticle is free, so these are shared, and of a row's text no
 * more is asked than whether it may pass.
 */
final class CleanTexts {

  private static final int TEXTS_MAX = 200_000;

  /**
   * A compiled policy is known by identity: it is replaced when anything of it changes.
   *
   * @param readers a text that others know must not be faster to write than one that nobody does
   */
  private record Key(CompiledPolicy policy, String readers, Sha256 text) {

    @Override
    public boolean equals(Object other) {
      return other instanceof Key it
          && policy == it.policy
          && text.equals(it.text)
          && readers.equals(it.readers);
    }

    @Override
    public int hashCode() {
      return 31 * readers.hashCode() + text.hashCode();
    }
  }

  private final Cache<Key, Boolean> clean = Caffeine.newBuilder().maximumSize(TEXTS_MAX).build();

  private static Key key(CompiledPolicy policy, String readers, String text) {
    return new Key(policy, readers, Sha256.over(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * @param readers those who may know of each other's texts: a tenant's subjects of one label
   */
  boolean knows(CompiledPolicy policy, String readers, String text) {
    return clean.getIfPresent(key(policy, readers, text)) != null;
  }

  void add(CompiledPolicy policy, String readers, String text) {
    clean.put(key(policy, readers, text), Boolean.TRUE);
  }
}
