package com.modalarmor.identity;

import com.modalarmor.identity.TokenFault.Rule;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;

/**
 * Checks signatures of one algorithm with one key, through vertx-auth-jwt. One thread, so that
 * event loops do not wait for each other at the library's lock.
 *
 * <p>The library is given exactly one key under exactly one algorithm, so it can neither fall back
 * to "none" (which an empty key set does) nor try the key under another algorithm.
 */
final class SignatureCheck {

  private final Algorithm algorithm;
  private final int signatureBytes;
  private final JWTAuth library;

  SignatureCheck(VerificationKey key) {
    this.algorithm = key.algorithm();
    this.signatureBytes = key.signatureBytes();
    // Claims are admitted before; the library's own checks of them differ in leeway and strictness.
    JWTOptions options = new JWTOptions().setIgnoreExpiration(true);
    PubSecKeyOptions only =
        new PubSecKeyOptions()
            .setAlgorithm(algorithm.name())
            .setBuffer(Buffer.buffer(key.material()));
    // A Vertx instance is asked for only to read key stores.
    this.library =
        JWTAuth.create(null, new JWTAuthOptions().setJWTOptions(options).addPubSecKey(only));
  }

  /** Returns if the signature of {@code token} is right. */
  void verify(String token, byte[] signature) {
    // The library also takes DER for ES256 and shorter forms; one length is right.
    if (signature.length != signatureBytes
        || algorithm == Algorithm.ES256 && !P256.inRange(signature)) {
      throw new TokenFault(Rule.SIGNATURE_FORM);
    }
    Future<User> answer;
    try {
      answer = library.authenticate(new TokenCredentials(token));
    } catch (Exception | LinkageError | StackOverflowError e) {
      throw new TokenFault(Rule.LIBRARY);
    }
    // It answers at once; an answer that is still to come counts as no.
    if (answer == null || !answer.succeeded()) {
      throw new TokenFault(Rule.SIGNATURE);
    }
  }
}
