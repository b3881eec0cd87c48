package com.modalarmor.redact;

import com.modalarmor.settings.Secret;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** The key from which every tenant's are derived. Immutable; thread-safe. */
public final class GatewayKey {

  /** Shorter keys are refused. */
  public static final int CHARS_MIN = 16;

  private static final int RANDOM_BYTES = 32;

  private final byte[] key;

  private GatewayKey(byte[] key) {
    this.key = key;
  }

  /** A given key; or, for an empty one, a random one that ends with the process. */
  public static GatewayKey of(Secret secret) {
    if (secret.isEmpty()) {
      byte[] random = new byte[RANDOM_BYTES];
      new SecureRandom().nextBytes(random);
      return new GatewayKey(random);
    }
    return new GatewayKey(
        TenantKeys.mac(
            secret.reveal().getBytes(StandardCharsets.UTF_8), "modal-armor", "redaction"));
  }

  public TenantKeys of(String tenant) {
    return new TenantKeys(key, tenant);
  }

  @Override
  public String toString() {
    return "GatewayKey";
  }
}
