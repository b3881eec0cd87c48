package com.modalarmor.identity;

import com.modalarmor.identity.TokenFault.Rule;
import com.modalarmor.tenant.JwtIssuer;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys of one issuer, by name, and the algorithms they may be used with. Immutable. */
final class IssuerKeys {

  private final String tenantId;
  private final JwtIssuer issuer;
  private final Set<Algorithm> algorithms;
  private final Map<String, VerificationKey> byId;
  private final List<VerificationKey> keys;

  IssuerKeys(
      String tenantId,
      JwtIssuer issuer,
      Set<Algorithm> algorithms,
      Map<String, VerificationKey> byId) {
    this.tenantId = tenantId;
    this.issuer = issuer;
    this.algorithms = EnumSet.copyOf(algorithms);
    this.byId = Map.copyOf(byId);
    this.keys = List.copyOf(byId.values());
  }

  JwtIssuer issuer() {
    return issuer;
  }

  String tenantId() {
    return tenantId;
  }

  Algorithm allowed(String name) {
    Algorithm algorithm = Algorithm.named(name);
    if (algorithm == null || !algorithms.contains(algorithm)) {
      throw new TokenFault(Rule.ALGORITHM);
    }
    return algorithm;
  }

  /**
   * The key for a token. With a {@code kid} a look-up by name, which must fit the algorithm;
   * without (null) the only key that fits.
   */
  VerificationKey key(String kid, Algorithm algorithm) {
    if (kid != null) {
      VerificationKey key = byId.get(kid);
      if (key == null || key.algorithm() != algorithm) {
        throw new TokenFault(Rule.KID);
      }
      return key;
    }
    VerificationKey only = null;
    for (VerificationKey key : keys) {
      if (key.algorithm() == algorithm) {
        if (only != null) {
          throw new TokenFault(Rule.KID);
        }
        only = key;
      }
    }
    if (only == null) {
      throw new TokenFault(Rule.KID);
    }
    return only;
  }

  /** True when {@code other} believes the same tokens: a reload that changed nothing here. */
  boolean same(IssuerKeys other) {
    if (this == other) {
      return true;
    }
    if (!tenantId.equals(other.tenantId)
        || !issuer.equals(other.issuer)
        || keys.size() != other.keys.size()) {
      return false;
    }
    for (VerificationKey key : keys) {
      VerificationKey twin = other.byId.get(key.id());
      if (twin == null || !key.same(twin)) {
        return false;
      }
    }
    return true;
  }
}
