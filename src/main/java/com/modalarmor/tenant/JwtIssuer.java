package com.modalarmor.tenant;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * An issuer whose tokens are believed for one tenant. Immutable.
 *
 * @param issuer exact value of {@code iss}
 * @param audience value that {@code aud} must contain
 * @param keyFiles each holds one verification key: PEM public key or certificate, a JWK, or a raw
 *     HMAC secret of at least 256 bits ({@code *.hmac})
 * @param algorithms the JWS algorithms that are accepted, e.g. ES256
 */
public record JwtIssuer(
    String issuer, String audience, List<Path> keyFiles, Set<String> algorithms) {

  public JwtIssuer {
    keyFiles = List.copyOf(keyFiles);
    algorithms = Set.copyOf(algorithms);
  }
}
