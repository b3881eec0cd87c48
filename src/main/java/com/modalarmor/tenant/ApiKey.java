package com.modalarmor.tenant;

import java.util.Set;

/**
 * An API key as it is stored: never the key, only its hash. Immutable.
 *
 * @param id public name of the key, for audit records
 * @param sha256 lower-case hex of the SHA-256 of the whole key
 * @param roles what it may do
 * @param expiresAtS seconds since the epoch; 0 = never
 */
public record ApiKey(String id, String sha256, Set<String> roles, long expiresAtS) {

  public ApiKey {
    roles = Set.copyOf(roles);
  }
}
