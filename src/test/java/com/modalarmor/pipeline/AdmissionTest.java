package com.modalarmor.pipeline;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.boot.TestGateway;
import com.modalarmor.dialect.UnroutedWire;
import com.modalarmor.identity.CallerResolver;
import com.modalarmor.identity.Credentials;
import com.modalarmor.identity.IdentitySettings;
import com.modalarmor.identity.Keyring;
import com.modalarmor.identity.VerifiedTokens;
import com.modalarmor.redact.GatewayKey;
import com.modalarmor.settings.Secret;
import com.modalarmor.tenant.TenantDirectory;
import com.modalarmor.tenant.TenantFiles;
import com.modalarmor.tenant.TenantSnapshot;
import io.vertx.core.Future;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first steps, when one of them breaks. */
class AdmissionTest {

  @Test
  void a_fault_of_our_own_is_an_outcome_to_settle_and_no_exception_out_of_the_pipeline(
      @TempDir Path folder) {
    try (TestGateway gateway = TestGateway.in(folder).start()) {
      TenantSnapshot tenants = TenantFiles.load(folder.resolve("tenants"), 1);
      Keyring keyring = Keyring.load(tenants);
      IllegalStateException broken = new IllegalStateException("of the test");
      Admission admission =
          new Admission(
              new CallerResolver(
                  IdentitySettings.DEFAULT,
                  () -> keyring,
                  new VerifiedTokens(IdentitySettings.DEFAULT)),
              new TenantDirectory(tenants),
              () -> {
                throw broken;
              },
              null,
              GatewayKey.of(Secret.NONE));
      Exchange x = new Exchange("request", 0, UnroutedWire.INSTANCE, "2");
      Future<byte[]> admitted = admission.admit(x, new Asking(gateway.key("acme")), true);
      assertTrue(admitted.failed());
      assertSame(broken, admitted.cause());
      assertNotNull(x.caller, "it broke behind the caller");
      assertFalse(x.settled);
    }
  }

  private record Asking(String key) implements Intake {

    @Override
    public Credentials credentials() {
      return new Credentials(key);
    }

    @Override
    public String header(CharSequence name) {
      return null;
    }

    @Override
    public String conversation() {
      return "";
    }

    @Override
    public Future<byte[]> body() {
      return Future.succeededFuture(new byte[0]);
    }
  }
}
