package com.modalarmor.identity;

import com.modalarmor.tenant.TenantSnapshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The table of hostile tokens, with the tenants they are aimed at, for tests of whole gateways. */
public record HostileTokens(TenantSnapshot tenants, Map<String, String> byName, String good) {

  public static HostileTokens in(Path folder) throws IOException {
    Issuers issuers = new Issuers(folder);
    Map<String, String> byName = new LinkedHashMap<>();
    HostileTokenTable.of(issuers).forEach(row -> byName.put(row.name(), row.token()));
    return new HostileTokens(issuers.snapshot, byName, issuers.es(claims -> {}));
  }
}
