package com.modalarmor.identity;

import com.modalarmor.tenant.Tenant;
import java.util.List;
import java.util.Set;

/**
 * Who sent a request. Immutable.
 *
 * @param actor {@code key:<id>} or {@code sub:<sub>}, bounded and printable, for audit records
 * @param kind {@link #API_KEY} or {@link #JWT}
 * @param clearance one of public, internal, confidential, secret, top_secret
 */
public record Caller(
    Tenant tenant,
    String actor,
    String kind,
    Set<String> roles,
    String clearance,
    List<String> compartments) {

  public static final String API_KEY = "api_key";
  public static final String JWT = "jwt";

  /** What a credential without a clearance may read. */
  public static final String LOWEST_CLEARANCE = "public";

  public Caller {
    roles = Set.copyOf(roles);
    compartments = List.copyOf(compartments);
  }

  /** No other caller has it. */
  public String name() {
    return tenant.id() + "/" + actor;
  }
}
