package com.modalarmor.tenant;

import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.Sha256;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All tenants at one moment, indexed by id, key hash and issuer. Immutable, so a request that took
 * one sees one state to its end.
 */
public final class TenantSnapshot {

  private final long version;
  private final Map<String, Tenant> byId;
  private final Map<Sha256, KeyOwner> byKeyHash;
  private final Map<String, IssuerOwner> byIssuer;

  private TenantSnapshot(
      long version,
      Map<String, Tenant> byId,
      Map<Sha256, KeyOwner> byKeyHash,
      Map<String, IssuerOwner> byIssuer) {
    this.version = version;
    this.byId = byId;
    this.byKeyHash = byKeyHash;
    this.byIssuer = byIssuer;
  }

  /** Indexes {@code tenants}; two that share an id, a key or an issuer are refused. */
  public static TenantSnapshot of(long version, Collection<Tenant> tenants) {
    List<String> faults = new ArrayList<>();
    Map<String, Tenant> byId = new LinkedHashMap<>();
    Map<Sha256, KeyOwner> byKeyHash = new HashMap<>();
    Map<String, IssuerOwner> byIssuer = new HashMap<>();
    for (Tenant tenant : tenants) {
      String name = "tenant " + tenant.id();
      if (byId.putIfAbsent(tenant.id(), tenant) != null) {
        faults.add(name + ": the id is used twice");
        continue;
      }
      for (ApiKey key : tenant.apiKeys()) {
        if (!Sha256.isHex(key.sha256())) {
          faults.add(name + ": key " + key.id() + ": sha256 must be 64 lower-case hex digits");
          continue;
        }
        Sha256 hash = Sha256.ofHex(key.sha256());
        KeyOwner other = byKeyHash.putIfAbsent(hash, new KeyOwner(tenant, key, hash));
        if (other != null) {
          faults.add(
              name
                  + ": key "
                  + key.id()
                  + ": the same key as "
                  + other.key().id()
                  + " of tenant "
                  + other.tenant().id());
        }
      }
      for (JwtIssuer issuer : tenant.issuers()) {
        IssuerOwner other = byIssuer.putIfAbsent(issuer.issuer(), new IssuerOwner(tenant, issuer));
        if (other != null) {
          faults.add(
              name
                  + ": issuer "
                  + issuer.issuer()
                  + ": already an issuer of tenant "
                  + other.tenant().id());
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidSettings(faults);
    }
    return new TenantSnapshot(version, byId, Map.copyOf(byKeyHash), Map.copyOf(byIssuer));
  }

  /** Grows with each change. */
  public long version() {
    return version;
  }

  /** In the order given. */
  public List<Tenant> tenants() {
    return List.copyOf(byId.values());
  }

  /** The tenant, or null. */
  public Tenant byId(String id) {
    return byId.get(id);
  }

  /** The key with that hash, or null. Expiry is the caller's to check. */
  public KeyOwner byKeyHash(Sha256 hash) {
    return byKeyHash.get(hash);
  }

  /** The issuer with exactly that name, or null. */
  public IssuerOwner byIssuer(String issuer) {
    return byIssuer.get(issuer);
  }
}
