package com.modalarmor.redact;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys by which one tenant's values are hashed, encrypted and given placeholders; each derived
 * from the gateway's own when it is used. Immutable; thread-safe.
 */
public final class TenantKeys {

  private static final String MAC = "HmacSHA256";
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final byte[] gatewayKey;
  private final String tenant;

  /** Of a tenant, from the gateway's key. */
  TenantKeys(byte[] gatewayKey, String tenant) {
    this.gatewayKey = gatewayKey;
    this.tenant = tenant;
  }

  /** 64 hex digits. */
  public String hash(String value) {
    return HexFormat.of().formatHex(mac(derived("hash"), "", value));
  }

  /** Nonce, ciphertext and tag in Base64 for URLs; a new nonce each time. */
  public String encrypt(String value) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, value.getBytes(StandardCharsets.UTF_8), 0);
    byte[] all = new byte[nonce.length + sealed.length];
    System.arraycopy(nonce, 0, all, 0, nonce.length);
    System.arraycopy(sealed, 0, all, nonce.length, sealed.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /**
   * Undoes {@link #encrypt}; throws {@code IllegalArgumentException} when it is not of this key.
   */
  public String decrypt(String encrypted) {
    byte[] all = Base64.getUrlDecoder().decode(encrypted);
    if (all.length < NONCE_BYTES) {
      throw new IllegalArgumentException("not an encrypted value");
    }
    byte[] nonce = new byte[NONCE_BYTES];
    System.arraycopy(all, 0, nonce, 0, NONCE_BYTES);
    return new String(cipher(Cipher.DECRYPT_MODE, nonce, all, NONCE_BYTES), StandardCharsets.UTF_8);
  }

  private byte[] cipher(int mode, byte[] nonce, byte[] input, int from) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(
          mode,
          new SecretKeySpec(derived("encrypt"), "AES"),
          new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(input, from, input.length - from);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not an encrypted value of this key");
    }
  }

  /** The key for the placeholders of one conversation. */
  byte[] conversation(String id) {
    return mac(derived("placeholder"), "conversation", id);
  }

  private byte[] derived(String purpose) {
    return mac(mac(gatewayKey, "tenant", tenant), "purpose", purpose);
  }

  /** The parts are kept apart by a byte that is in no label. */
  static byte[] mac(byte[] key, String label, String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      mac.update(label.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) 0);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HMAC-SHA256", e);
    }
  }

  @Override
  public String toString() {
    return "TenantKeys";
  }
}
