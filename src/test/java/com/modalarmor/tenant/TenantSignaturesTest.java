package com.modalarmor.tenant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.detect.SignatureLimits;
import com.modalarmor.settings.InvalidSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantSignaturesTest {

  private static final SignatureLimits LIMITS = new SignatureLimits(2, 40, 64 << 10);

  @TempDir private Path folder;

  private static String signature(String id, String pattern, String match, String benign) {
    return """
          - id: %s
            type: PROMPT_INJECTION
            pattern: '%s'
            score: 0.9
            applies: [input, tool]
            match: '%s'
            benign: '%s'
        """
        .formatted(id, pattern, match, benign);
  }

  private TenantSnapshot load(String... signatures) throws IOException {
    Files.writeString(
        folder.resolve("acme.yaml"), "id: acme\nsignatures:\n" + String.join("", signatures));
    return TenantFiles.load(folder, 1, LIMITS);
  }

  private List<String> faults(String... signatures) {
    return assertThrows(InvalidSettings.class, () -> load(signatures)).faults();
  }

  @Test
  void a_tenant_brings_its_own() throws IOException {
    Tenant tenant =
        load(signature("A", "bluebird\\s+plan", "Bluebird plan", "a bird")).byId("acme");
    assertEquals(1, tenant.own().signatures().size());
  }

  @Test
  void a_tenant_without_has_none() throws IOException {
    Files.writeString(folder.resolve("acme.yaml"), "id: acme\n");
    assertNull(TenantFiles.load(folder, 1, LIMITS).byId("acme").own().signatures());
  }

  @Test
  void every_fault_is_named_with_its_file() {
    record Row(String fault, String... signatures) {}
    List<Row> rows =
        List.of(
            new Row("at most 2", sound("A"), sound("B"), sound("C")),
            new Row("at most 40 characters", signature("A", "x".repeat(41), "x", "y")),
            new Row("occurs twice", sound("A"), sound("A")),
            new Row("offset", signature("A", "(bluebird", "bluebird", "y")),
            new Row("literal", signature("A", "[a-z]{3}", "abc", "1")),
            new Row("expected", signature("A", "(?=a)bluebird", "bluebird", "y")),
            new Row("match row", signature("A", "bluebird", "robin", "y")),
            new Row("benign row", signature("A", "bluebird", "bluebird", "a bluebird")),
            new Row(
                "bytes when compiled",
                signature("A", "(ab|cd.{200}ef.{200}gh){1,9}", "ab", "zz"),
                signature("B", "(st|uv.{250}wx.{250}yz){1,8}", "st", "zz")),
            new Row("unknown type", sound("A").replace("PROMPT_INJECTION", "NONSENSE")));
    int ran = 0;
    for (Row row : rows) {
      List<String> faults = faults(row.signatures());
      assertTrue(
          faults.stream().anyMatch(f -> f.contains(row.fault()) && f.contains("acme.yaml")),
          row.fault() + ": " + faults);
      ran++;
    }
    assertEquals(10, ran);
  }

  private static String sound(String id) {
    return signature(id, "bluebird", "bluebird", "a robin");
  }
}
