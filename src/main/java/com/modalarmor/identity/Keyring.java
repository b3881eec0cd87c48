package com.modalarmor.identity;

import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.tenant.JwtIssuer;
import com.modalarmor.tenant.Tenant;
import com.modalarmor.tenant.TenantSnapshot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The verification keys of all issuers of a snapshot. Immutable; loaded whole or not at all, since
 * a verifier with no usable key may accept what nobody signed.
 */
public final class Keyring {

  /** Believes no token. */
  public static final Keyring EMPTY = new Keyring(Map.of());

  private final Map<String, IssuerKeys> byIssuer;

  private Keyring(Map<String, IssuerKeys> byIssuer) {
    this.byIssuer = Map.copyOf(byIssuer);
  }

  /**
   * Reads every key file; blocks on the disk, so not for an event loop.
   *
   * @throws InvalidSettings naming tenant, issuer, file and fault of each unusable key
   */
  public static Keyring load(TenantSnapshot snapshot) {
    List<String> faults = new ArrayList<>();
    Map<String, IssuerKeys> byIssuer = new HashMap<>();
    for (Tenant tenant : snapshot.tenants()) {
      for (JwtIssuer issuer : tenant.issuers()) {
        int before = faults.size();
        String where = "tenant " + tenant.id() + ": issuer " + issuer.issuer() + ": ";
        requireNames(issuer, where, faults);
        Set<Algorithm> algorithms = algorithms(issuer, where, faults);
        Map<String, VerificationKey> keys = keys(issuer, where, faults);
        bind(algorithms, keys, where, faults);
        if (faults.size() == before) {
          byIssuer.put(issuer.issuer(), new IssuerKeys(tenant.id(), issuer, algorithms, keys));
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidSettings(faults);
    }
    return new Keyring(byIssuer);
  }

  /** The keys of the issuer with exactly that name, or null. */
  IssuerKeys byIssuer(String issuer) {
    return byIssuer.get(issuer);
  }

  private static void requireNames(JwtIssuer issuer, String where, List<String> faults) {
    if (issuer.issuer().isBlank()) {
      faults.add(where + "the issuer is empty");
    }
    if (issuer.audience().isBlank()) {
      faults.add(where + "the audience is empty");
    }
  }

  private static Set<Algorithm> algorithms(JwtIssuer issuer, String where, List<String> faults) {
    Set<Algorithm> algorithms = EnumSet.noneOf(Algorithm.class);
    for (String name : issuer.algorithms()) {
      Algorithm algorithm = Algorithm.named(name);
      if (algorithm == null) {
        faults.add(where + "algorithms: must be of ES256, RS256, PS256, HS256");
      } else {
        algorithms.add(algorithm);
      }
    }
    if (issuer.algorithms().isEmpty()) {
      faults.add(where + "algorithms: none is allowed");
    }
    return algorithms;
  }

  private static Map<String, VerificationKey> keys(
      JwtIssuer issuer, String where, List<String> faults) {
    Map<String, VerificationKey> keys = new HashMap<>();
    for (Path file : issuer.keyFiles()) {
      try {
        VerificationKey key = KeyFile.read(file);
        if (keys.putIfAbsent(key.id(), key) != null) {
          faults.add(where + file + ": the key id " + key.id() + " is used twice");
        }
      } catch (KeyFile.Unusable e) {
        faults.add(where + file + ": " + e.getMessage());
      }
    }
    if (issuer.keyFiles().isEmpty()) {
      faults.add(where + "key-files: there is no key");
    }
    return keys;
  }

  /** Each algorithm has a key, each key exactly one algorithm: anything else is a mistake. */
  private static void bind(
      Set<Algorithm> algorithms,
      Map<String, VerificationKey> keys,
      String where,
      List<String> faults) {
    for (Algorithm algorithm : algorithms) {
      if (keys.values().stream().noneMatch(key -> key.fits(algorithm))) {
        faults.add(where + "no usable key for " + algorithm);
      }
    }
    for (VerificationKey key : List.copyOf(keys.values())) {
      List<Algorithm> fitting = algorithms.stream().filter(key::fits).toList();
      if (fitting.isEmpty()) {
        faults.add(where + "key " + key.id() + " fits none of the algorithms");
      } else if (fitting.size() > 1) {
        faults.add(where + "key " + key.id() + " fits " + fitting + "; name one in a JWK's alg");
      } else {
        keys.put(key.id(), key.boundTo(fitting.get(0)));
      }
    }
  }
}
