package com.modalarmor.pipeline;

import com.modalarmor.identity.Credentials;
import io.vertx.core.Future;

/** What the pipelines need of an HTTP request; implemented by the ingress. Confined to its loop. */
public interface Intake {

  Credentials credentials();

  /** The one value of a header; null when there is none, a refusal when there are several. */
  String header(CharSequence name);

  /** What the caller calls the conversation; empty = nothing. Throws a refusal when malformed. */
  String conversation();

  /**
   * Starts to read the body; call at most once, at once. Fails with a refusal when the body is too
   * large or too slow.
   */
  Future<byte[]> body();
}
