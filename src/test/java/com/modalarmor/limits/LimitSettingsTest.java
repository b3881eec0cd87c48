package com.modalarmor.limits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LimitSettingsTest {

  @Test
  void has_the_documented_defaults() {
    LimitSettings settings = read(Map.of(), Map.of());
    assertEquals("redis://127.0.0.1:6379/0", settings.redis().endpoint());
    assertEquals(20, settings.timeoutMs());
    assertEquals(100, settings.reconnectFirstMs());
  }

  @Test
  void takes_a_url_apart() {
    RedisAddress address = RedisAddress.parse("rediss://me:p%40ss+1@redis.example:7000/3");
    assertTrue(address.tls());
    assertEquals("rediss://redis.example:7000/3", address.endpoint());
    assertEquals("me", address.user());
    assertEquals("p@ss+1", address.password().reveal());
  }

  @Test
  void a_password_stays_out_of_faults_and_prints() {
    String planted = "hunter" + "two";
    List<String> urls =
        List.of(
            "http://:" + planted + "@h:1",
            "redis://:" + planted + "@h:1 x",
            "redis://:" + planted + "@",
            "redis://:" + planted + "@h:99999",
            "redis://:" + planted + "@h/x",
            "redis://" + planted);
    int rows = 0;
    for (String url : urls) {
      String told;
      try {
        told = read(Map.of("redis", Map.of("url", url)), Map.of()).redis().password().toString();
      } catch (InvalidSettings e) {
        told = e.getMessage();
        assertTrue(told.contains("redis.url"), told);
      }
      assertFalse(told.contains(planted), told);
      rows++;
    }
    assertEquals(6, rows);
    RedisAddress good = RedisAddress.parse("redis://:" + planted + "@h");
    assertFalse(good.toString().contains(planted));
  }

  @Test
  void the_password_of_the_environment_wins() {
    LimitSettings settings =
        read(
            Map.of("redis", Map.of("url", "redis://:a@h")),
            Map.of("MODAL_ARMOR_REDIS_PASSWORD", "b"));
    assertEquals("b", settings.redis().password().reveal());
  }

  @Test
  void pro_may_not_have_more_than_a_tenth_without_redis() {
    assertThrows(
        InvalidSettings.class,
        () -> read(Map.of("limits", Map.of("degraded-pro-percent", 11)), Map.of()));
  }

  private static LimitSettings read(Map<String, Object> tree, Map<String, String> environment) {
    SettingsReader root = SettingsReader.of(tree, environment, Path.of("."));
    LimitSettings settings = LimitSettings.read(root);
    root.finish();
    return settings;
  }
}
