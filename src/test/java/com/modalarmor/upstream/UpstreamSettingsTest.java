package com.modalarmor.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UpstreamSettingsTest {

  private static UpstreamSettings read(
      Map<String, Object> gemini, Map<String, String> environment) {
    SettingsReader root =
        SettingsReader.of(Map.of("upstream", Map.of("gemini", gemini)), environment, Path.of("."));
    UpstreamSettings settings = UpstreamSettings.read(root.section("upstream").section("gemini"));
    root.finish();
    return settings;
  }

  @Test
  void an_empty_section_gives_the_real_api_and_the_shipped_deadlines() {
    UpstreamSettings settings = read(Map.of(), Map.of());
    assertEquals(
        new BaseUrl(true, "generativelanguage.googleapis.com", 443, ""), settings.baseUrl());
    assertEquals(
        new UpstreamSettings.Timeouts(2_000, 60_000, 30_000, 300_000), settings.timeouts());
    assertEquals(16 << 20, settings.answerBytesMax());
    assertTrue(settings.apiKey().isEmpty());
  }

  @Test
  void the_environment_overrides_the_base_url_and_brings_the_key() {
    UpstreamSettings settings =
        read(
            Map.of(),
            Map.of(
                "MODAL_ARMOR_UPSTREAM_GEMINI_BASE_URL",
                "http://127.0.0.1:9/prefix/",
                "GEMINI_API_KEY",
                "k" + "ey"));
    assertEquals(new BaseUrl(false, "127.0.0.1", 9, "/prefix"), settings.baseUrl());
    assertEquals("key", settings.apiKey().reveal());
  }

  @Test
  void faults_are_named_by_key_path_all_at_once() {
    InvalidSettings invalid =
        assertThrows(
            InvalidSettings.class,
            () ->
                read(
                    Map.of(
                        "base-url", "ftp://x",
                        "idle-timeout-ms", "soon",
                        "retries-max", 9,
                        "total-timeout-ms", 100,
                        "surprise", 1),
                    Map.of("GEMINI_API_KEY", "a b")));
    assertEquals(6, invalid.faults().size(), invalid.getMessage());
    assertFalse(invalid.getMessage().contains("a b"));
  }

  @Test
  void a_key_is_not_sent_over_plain_http_to_another_machine() {
    int rows = 0;
    for (String url : new String[] {"http://model.example.com", "http://127.0.0.1.example.com"}) {
      InvalidSettings invalid =
          assertThrows(
              InvalidSettings.class,
              () -> read(Map.of("base-url", url), Map.of("GEMINI_API_KEY", "key")));
      assertTrue(invalid.getMessage().contains("upstream.gemini.base-url"));
      rows++;
    }
    assertEquals(2, rows);
  }

  @Test
  void urls_that_hide_something_are_refused() {
    String[] urls = {
      "",
      "http://",
      "https://user:pw@host",
      "https://host?x=1",
      "https://host#x",
      "https://host:0",
      "host",
      "https://ho st"
    };
    int rows = 0;
    for (String url : urls) {
      assertThrows(IllegalArgumentException.class, () -> BaseUrl.parse(url), url);
      rows++;
    }
    assertEquals(8, rows);
  }

  @Test
  void a_path_that_could_start_a_query_or_header_is_refused() {
    String[] paths = {"", "v1", "/a?b", "/a#b", "/a b", "/a\r\nx: y", "/ä", "/a\\b"};
    int rows = 0;
    for (String path : paths) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new ProviderRequest("POST", path, false, new byte[0]));
      rows++;
    }
    assertEquals(8, rows);
  }
}
