package com.modalarmor.identity;

import com.modalarmor.identity.TokenFault.Rule;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.JsonReader;
import com.modalarmor.settings.Sha256;
import com.modalarmor.tenant.IssuerOwner;
import com.modalarmor.tenant.KeyOwner;
import com.modalarmor.tenant.Tenant;
import com.modalarmor.tenant.TenantSnapshot;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import java.security.DigestException;
import java.security.MessageDigest;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells who calls from a credential. One per event loop, called on that loop alone; it never
 * blocks.
 *
 * <p>Whatever is wrong with a credential, the caller hears only UNAUTHENTICATED.
 */
public final class CallerResolver {

  private static final JsonLimits TOKEN_JSON = new JsonLimits(16, 8_192, 1_024);

  private final JsonReader reader = new JsonReader(TOKEN_JSON);
  private final MessageDigest digest = Sha256.digest();
  private final byte[] keyBytes = new byte[ApiKeys.CHARS];
  private final byte[] keyHash = new byte[Sha256.BYTES];
  private final Supplier<Keyring> keyrings;
  private final VerifiedTokens verified;
  private final LongSupplier nowS;
  private final TokenAdmission admission;
  private final CompactToken token;
  private final Map<VerificationKey, SignatureCheck> checks = new IdentityHashMap<>();
  private Keyring checksOf = Keyring.EMPTY;
  private long keyLookUps;
  private long verifications;
  private Rule lastBroken;

  /**
   * @param keyrings gives the present keyring; swap it before the snapshot that needs it
   * @param verified shared by all event loops
   * @param nowS seconds since the epoch
   */
  public CallerResolver(
      IdentitySettings settings,
      Supplier<Keyring> keyrings,
      VerifiedTokens verified,
      LongSupplier nowS) {
    this.keyrings = keyrings;
    this.verified = verified;
    this.nowS = nowS;
    this.admission = new TokenAdmission(settings);
    this.token = new CompactToken(settings.tokenBytesMax());
  }

  /** With the system's clock. */
  public CallerResolver(
      IdentitySettings settings, Supplier<Keyring> keyrings, VerifiedTokens verified) {
    this(settings, keyrings, verified, () -> System.currentTimeMillis() / 1_000);
  }

  /**
   * @throws Refusal UNAUTHENTICATED, and nothing else
   */
  public Caller resolve(Credentials credentials, TenantSnapshot snapshot) {
    try {
      return credentials.isApiKey()
          ? byKey(credentials.text(), snapshot)
          : byToken(credentials.text(), snapshot);
    } catch (TokenFault fault) {
      lastBroken = fault.rule();
      throw new Refusal(Reason.UNAUTHENTICATED);
    } catch (Refusal refusal) {
      throw refusal;
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      lastBroken = Rule.LIBRARY;
      throw new Refusal(Reason.UNAUTHENTICATED);
    }
  }

  private Caller byKey(String key, TenantSnapshot snapshot) {
    if (!ApiKeys.wellFormed(key)) {
      throw new Refusal(Reason.UNAUTHENTICATED);
    }
    keyLookUps++;
    KeyOwner owner = snapshot.byKeyHash(hashOf(key));
    if (owner == null
        || owner.key().expiresAtS() != 0 && nowS.getAsLong() >= owner.key().expiresAtS()) {
      throw new Refusal(Reason.UNAUTHENTICATED);
    }
    return new Caller(
        owner.tenant(),
        "key:" + owner.key().id(),
        Caller.API_KEY,
        owner.key().roles(),
        Caller.LOWEST_CLEARANCE,
        List.of());
  }

  /** A well-formed key is ASCII of one length. */
  private Sha256 hashOf(String key) {
    for (int i = 0; i < keyBytes.length; i++) {
      keyBytes[i] = (byte) key.charAt(i);
    }
    try {
      digest.update(keyBytes);
      digest.digest(keyHash, 0, keyHash.length);
      return Sha256.of(keyHash);
    } catch (DigestException e) {
      throw new Refusal(Reason.UNAUTHENTICATED);
    }
  }

  private Caller byToken(String text, TenantSnapshot snapshot) {
    token.scan(text);
    Sha256 hash = token.hash();
    Keyring keyring = keyrings.get();
    long now = nowS.getAsLong();
    VerifiedTokens.Entry entry = verified.get(hash);
    if (entry != null) {
      if (current(entry, snapshot, keyring, now)) {
        return entry.caller();
      }
      verified.remove(hash);
    }
    return verify(text, hash, snapshot, keyring, now);
  }

  private static boolean current(
      VerifiedTokens.Entry entry, TenantSnapshot snapshot, Keyring keyring, long now) {
    if (now >= entry.expiresAtS()) {
      return false;
    }
    IssuerKeys keys = keyring.byIssuer(entry.keys().issuer().issuer());
    Tenant cached = entry.caller().tenant();
    Tenant present = snapshot.byId(cached.id());
    return keys != null && keys.same(entry.keys()) && (present == cached || cached.equals(present));
  }

  private Caller verify(
      String text, Sha256 hash, TenantSnapshot snapshot, Keyring keyring, long now) {
    TokenHeader header = TokenHeader.parse(reader, token.header());
    byte[] signature = token.signature();
    TokenClaims claims = TokenClaims.parse(reader, token.claims());
    if (claims.issuer == null) {
      throw new TokenFault(Rule.ISSUER);
    }
    IssuerOwner owner = snapshot.byIssuer(claims.issuer);
    IssuerKeys keys = keyring.byIssuer(claims.issuer);
    if (owner == null
        || keys == null
        || !keys.tenantId().equals(owner.tenant().id())
        || !keys.issuer().equals(owner.issuer())) {
      throw new TokenFault(Rule.ISSUER);
    }
    Algorithm algorithm = keys.allowed(header.alg());
    VerificationKey key = keys.key(header.kid(), algorithm);
    admission.admit(claims, owner, now);
    verifications++;
    check(keyring, key).verify(text, signature);
    Caller caller = TokenAdmission.caller(claims, owner.tenant());
    if (now < claims.expiresAtS) {
      verified.put(hash, new VerifiedTokens.Entry(caller, keys, claims.expiresAtS));
    }
    return caller;
  }

  private SignatureCheck check(Keyring keyring, VerificationKey key) {
    if (checksOf != keyring) {
      checks.clear();
      checksOf = keyring;
    }
    return checks.computeIfAbsent(key, SignatureCheck::new);
  }

  /** How often a key's hash was looked up; for tests. */
  long keyLookUps() {
    return keyLookUps;
  }

  /** How often a signature was checked; for tests. */
  long verifications() {
    return verifications;
  }

  /** The rule that the last refused token broke; for tests. */
  Rule lastBroken() {
    return lastBroken;
  }
}
