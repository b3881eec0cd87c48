package com.modalarmor.identity;

import com.modalarmor.identity.TokenFault.Rule;
import com.modalarmor.settings.Sha256;
import com.modalarmor.tenant.IssuerOwner;
import com.modalarmor.tenant.Tenant;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;

/**
 * The rules that claims must keep before a signature is looked at (RFC 7519, RFC 8725). Immutable.
 */
final class TokenAdmission {

  private static final List<String> CLEARANCES =
      List.of("public", "internal", "confidential", "secret", "top_secret");
  private static final int SUBJECT_CHARS_MAX = 128;
  private static final String HASHED = "sha256:";

  private final int leewayS;
  private final int lifetimeMaxS;

  TokenAdmission(IdentitySettings settings) {
    this.leewayS = settings.leewayS();
    this.lifetimeMaxS = settings.tokenLifetimeMaxS();
  }

  void admit(TokenClaims claims, IssuerOwner owner, long nowS) {
    if (!owner.issuer().issuer().equals(claims.issuer)) {
      throw new TokenFault(Rule.ISSUER);
    }
    if (!claims.audience.contains(owner.issuer().audience())) {
      throw new TokenFault(Rule.AUDIENCE);
    }
    if (!owner.tenant().id().equals(claims.tenant)) {
      throw new TokenFault(Rule.TENANT);
    }
    if (claims.subject == null
        || claims.subject.isEmpty()
        || claims.expiresAtS == TokenClaims.ABSENT
        || claims.issuedAtS == TokenClaims.ABSENT) {
      throw new TokenFault(Rule.CLAIM_MISSING);
    }
    if (claims.clearance != null && !CLEARANCES.contains(claims.clearance)) {
      throw new TokenFault(Rule.CLEARANCE);
    }
    dates(claims, nowS);
  }

  /** All values lie in [0, 2^53], so nothing overflows. */
  private void dates(TokenClaims claims, long nowS) {
    if (nowS >= claims.expiresAtS + leewayS) {
      throw new TokenFault(Rule.EXPIRED);
    }
    if (claims.issuedAtS > nowS + leewayS
        || claims.notBeforeS != TokenClaims.ABSENT && claims.notBeforeS > nowS + leewayS) {
      throw new TokenFault(Rule.NOT_YET);
    }
    if (claims.expiresAtS - claims.issuedAtS > lifetimeMaxS) {
      throw new TokenFault(Rule.LIFETIME);
    }
  }

  static Caller caller(TokenClaims claims, Tenant tenant) {
    return new Caller(
        tenant,
        "sub:" + bounded(claims.subject),
        Caller.JWT,
        new HashSet<>(claims.roles),
        claims.clearance == null ? Caller.LOWEST_CLEARANCE : claims.clearance,
        claims.compartments);
  }

  /** As it is when short and printable, else its hash; a subject cannot pose as another's hash. */
  private static String bounded(String subject) {
    if (Printable.within(subject, SUBJECT_CHARS_MAX) && !subject.startsWith(HASHED)) {
      return subject;
    }
    return HASHED
        + Sha256.of(Sha256.digest().digest(subject.getBytes(StandardCharsets.UTF_8))).hex();
  }
}
