package com.modalarmor.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.tenant.Tier;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RateLimitFieldsTest {

  @Test
  void a_policy_names_every_limit_of_the_tenant() {
    String policy = RateLimitFields.policy(new LimitSubject("t", Tier.FREE, 10, 100, 4));
    assertEquals(
        "\"burst\";q=10;w=1, \"day\";q=100;w=86400, \"in-flight\";q=4;qu=\"concurrent-requests\"",
        policy);
    Map<String, Map<String, Object>> items = StructuredList.parse(policy);
    assertEquals(Map.of("q", 10L, "w", 1L), items.get("burst"));
    assertEquals(Map.of("q", 100L, "w", 86_400L), items.get("day"));
    assertEquals(Map.of("q", 4L, "qu", "concurrent-requests"), items.get("in-flight"));
  }

  @Test
  void the_scarcer_limit_stands_first() {
    RateLimitFields fields = new RateLimitFields();
    LimitSubject subject = new LimitSubject("t", Tier.FREE, 10, 100, 0);
    assertEquals("\"burst\";r=9;t=1, \"day\";r=42;t=3600", fields.remaining(subject, 9, 42, 3_600));
    assertEquals("\"day\";r=2;t=3600, \"burst\";r=9;t=1", fields.remaining(subject, 9, 2, 3_600));
  }

  @Test
  void nothing_negative_and_nothing_unparsable_is_ever_written() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    RateLimitFields fields = new RateLimitFields();
    int rows = 0;
    for (int i = 0; i < 2_000; i++) {
      LimitSubject subject =
          new LimitSubject("t", Tier.PRO, random.nextInt(3), random.nextInt(3), 1);
      if (subject.requestsPerSecond() + subject.requestsPerDay() == 0) {
        continue;
      }
      String text =
          fields.remaining(
              subject, random.nextInt(7) - 3, random.nextInt(7) - 3, random.nextInt(7) - 3);
      StructuredList.parse(RateLimitFields.policy(subject));
      for (Map<String, Object> item : StructuredList.parse(text).values()) {
        assertTrue((Long) item.get("r") >= 0, "seed " + seed + ": " + text);
        assertTrue((Long) item.get("t") >= 1, "seed " + seed + ": " + text);
      }
      rows++;
    }
    assertTrue(rows > 1_500);
  }
}
