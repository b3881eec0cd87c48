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
 */
final class CleanTexts {

  private static final int TEXTS_MAX = 200_000;

  /** A compiled policy is known by identity: it is replaced when anything of it changes. */
  private record Key(CompiledPolicy policy, Sha256 text) {}

  private final Cache<Key, Boolean> clean = Caffeine.newBuilder().maximumSize(TEXTS_MAX).build();

  private static Key key(CompiledPolicy policy, String text) {
    return new Key(policy, Sha256.over(text.getBytes(StandardCharsets.UTF_8)));
  }

  boolean knows(CompiledPolicy policy, String text) {
    return clean.getIfPresent(key(policy, text)) != null;
  }

  void add(CompiledPolicy policy, String text) {
    clean.put(key(policy, text), Boolean.TRUE);
  }
}
