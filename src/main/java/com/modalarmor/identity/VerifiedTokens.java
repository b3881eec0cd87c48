package com.modalarmor.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.modalarmor.settings.Sha256;

/**
 * Tokens that were verified, by their hash, so that no token stays in memory. Thread-safe; bounded;
 * one for all event loops. Refused tokens are not remembered: a flood of them would only push out
 * good ones.
 */
public final class VerifiedTokens {

  /** One verified token, valid before {@code expiresAtS} while its issuer's keys are the same. */
  record Entry(Caller caller, IssuerKeys keys, long expiresAtS) {}

  private final Cache<Sha256, Entry> entries;

  public VerifiedTokens(IdentitySettings settings) {
    this.entries =
        Caffeine.newBuilder()
            .maximumSize(settings.tokenCacheEntriesMax())
            .executor(Runnable::run)
            .build();
  }

  /** The entry, or null. */
  Entry get(Sha256 token) {
    return entries.getIfPresent(token);
  }

  void put(Sha256 token, Entry entry) {
    entries.put(token, entry);
  }

  void remove(Sha256 token) {
    entries.invalidate(token);
  }

  /** Tokens remembered now, about. */
  public long size() {
    return entries.estimatedSize();
  }

  /** Forgets all. */
  public void clear() {
    entries.invalidateAll();
  }
}
