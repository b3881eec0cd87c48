package com.modalarmor.limits;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A Lua script of this package and the digest Redis knows it by. Immutable. */
record RedisScript(String source, byte[] sha1Hex) {

  static RedisScript resource(String name) {
    try (InputStream in = RedisScript.class.getResourceAsStream("/limits/" + name)) {
      if (in == null) {
        throw new IllegalStateException("missing resource limits/" + name);
      }
      return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RedisScript of(String source) {
    try {
      // Redis names scripts by SHA-1; nothing secret hangs on it.
      byte[] digest =
          MessageDigest.getInstance("SHA-1").digest(source.getBytes(StandardCharsets.UTF_8));
      return new RedisScript(
          source, HexFormat.of().formatHex(digest).getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java has no SHA-1", e);
    }
  }
}
