package com.modalarmor.tenant;

import com.modalarmor.detect.OwnDetection;
import java.util.List;
import java.util.Set;

/**
 * One customer of the gateway. Immutable.
 *
 * @param id letters, digits, dash and underscore, at most 64: it becomes part of Redis keys and
 *     labels
 * @param requestsPerDay 0 = unlimited
 * @param requestsPerSecond 0 = unlimited
 * @param inFlightMax requests at the same time in one pod; 0 = unlimited
 * @param allowedModels exact model names; empty = all
 * @param policy name of the policy
 * @param own signatures and model of its own, for its requests alone
 */
public record Tenant(
    String id,
    Tier tier,
    long requestsPerDay,
    int requestsPerSecond,
    int inFlightMax,
    Set<String> allowedModels,
    String policy,
    List<ApiKey> apiKeys,
    List<JwtIssuer> issuers,
    OwnDetection own) {

  public Tenant {
    if (!validId(id)) {
      throw new IllegalArgumentException("tenant id");
    }
    allowedModels = Set.copyOf(allowedModels);
    apiKeys = List.copyOf(apiKeys);
    issuers = List.copyOf(issuers);
  }

  /** A tenant with no detection of its own. */
  public Tenant(
      String id,
      Tier tier,
      long requestsPerDay,
      int requestsPerSecond,
      int inFlightMax,
      Set<String> allowedModels,
      String policy,
      List<ApiKey> apiKeys,
      List<JwtIssuer> issuers) {
    this(
        id,
        tier,
        requestsPerDay,
        requestsPerSecond,
        inFlightMax,
        allowedModels,
        policy,
        apiKeys,
        issuers,
        OwnDetection.NONE);
  }

  /** Also keeps braces and line breaks out of Redis keys, metrics labels and logs. */
  public static boolean validId(String id) {
    if (id.isEmpty() || id.length() > 64) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean ok =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
      if (!ok) {
        return false;
      }
    }
    return true;
  }

  public boolean allows(String model) {
    return allowedModels.isEmpty() || allowedModels.contains(model);
  }
}
