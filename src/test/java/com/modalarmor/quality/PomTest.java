package com.modalarmor.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.util.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Keeps versions in one place, and the libraries that must not ship out of what ships. */
class PomTest {
  private static final Set<String> TEST_ONLY =
      Set.of(
          "junit-jupiter", "vertx-junit5", "archunit", "embedded-redis", "google-genai", "iban4j");

  private final Pom pom = Pom.read();

  @Test
  void every_version_is_a_property() {
    List<String> faults = new ArrayList<>();
    int read = 0;
    for (List<Pom.Artefact> list : List.of(pom.dependencies(), pom.managed(), pom.plugins())) {
      for (Pom.Artefact artefact : list) {
        read++;
        if (!artefact.version().isEmpty() && !artefact.version().matches("\\$\\{[a-z0-9.-]+}")) {
          faults.add(artefact.name() + " " + artefact.version());
        }
      }
    }
    assertTrue(read > 35, "artefacts read: " + read);
    assertEquals(List.of(), faults);
  }

  @Test
  void every_plugin_is_pinned() {
    List<Pom.Artefact> loose =
        pom.plugins().stream().filter(plugin -> plugin.version().isEmpty()).toList();
    assertTrue(pom.plugins().size() >= 12, "plugins read: " + pom.plugins().size());
    assertEquals(List.of(), loose);
  }

  @Test
  void no_version_is_a_range_or_a_snapshot() {
    pom.properties().entrySet().stream()
        .filter(property -> property.getKey().contains("version"))
        .map(Map.Entry::getValue)
        .forEach(v -> assertFalse(v.contains("SNAPSHOT") || v.matches("[\\[(].*"), v));
  }

  @Test
  void the_netty_on_the_class_path_is_not_below_its_floor() {
    Map<String, Version> modules = Version.identify();
    assertTrue(modules.size() > 5, "modules: " + modules.keySet());
    modules.forEach(
        (name, version) -> {
          String floor =
              name.contains("tcnative") ? "netty.tcnative.version.min" : "netty.version.min";
          assertTrue(
              compare(version.artifactVersion(), pom.properties().get(floor)) >= 0,
              name + " " + version.artifactVersion());
        });
    assertTrue(compare("4.2.9.Final", "4.2.18") < 0);
    assertTrue(compare("4.10.0.Final", "4.2.18") > 0);
  }

  @Test
  void what_only_tests_need_does_not_ship() {
    List<String> tests = new ArrayList<>();
    for (Pom.Artefact artefact : pom.dependencies()) {
      if (TEST_ONLY.contains(artefact.name())) {
        assertEquals("test", artefact.scope(), artefact.name());
        tests.add(artefact.name());
      }
    }
    assertEquals(TEST_ONLY, Set.copyOf(tests));
  }

  private static int compare(String left, String right) {
    String[] a = left.split("\\.", -1);
    String[] b = right.split("\\.", -1);
    for (int i = 0; i < 3; i++) {
      int order = Integer.compare(Integer.parseInt(a[i]), Integer.parseInt(b[i]));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
