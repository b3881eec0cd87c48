package com.modalarmor.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds the code to the tables of docs/ARCHITECTURE.md. */
class ArchitectureTest {
  private static final String ROOT = "com.modalarmor";
  private static final String SAMPLE = "com.modalarmor.quality.sample";

  private final FloorTable table = FloorTable.parse(Sources.read("docs/ARCHITECTURE.md"));

  @Test
  void the_page_holds_both_tables() {
    assertTrue(table.floors().size() >= 20, "floors: " + table.floors().size());
    assertTrue(table.doors().size() >= 5, "doors: " + table.doors().size());
    assertEquals(Set.of("bus"), table.doors().get("io.vertx.core.eventbus"));
  }

  @Test
  void every_import_goes_down_and_through_the_doors() {
    JavaClasses classes = new ClassFileImporter().importPath(Path.of("target/classes"));
    assertTrue(classes.size() > 20, "classes read: " + classes.size());
    assertNone(faults(ROOT, classes));
  }

  @Test
  void every_package_with_code_is_in_the_table_and_not_merely_planned() {
    Set<String> wrong = new TreeSet<>();
    for (Path file : Sources.main()) {
      String name = Sources.packageOf(file);
      if (file.endsWith("package-info.java")) {
        continue;
      }
      FloorTable.Floor floor = table.floors().get(name);
      if (floor == null || floor.planned()) {
        wrong.add(name + " (" + file + ")");
      }
    }
    assertNone(List.copyOf(wrong));
  }

  @Test
  void a_sample_that_breaks_the_rules_is_caught() {
    JavaClasses classes = new ClassFileImporter().importPackages(SAMPLE);
    List<String> faults = faults(SAMPLE, classes);
    assertEquals(3, faults.size(), String.join("\n", faults));
    assertTrue(faults.stream().anyMatch(f -> f.contains("(floor 2)") && f.contains("(floor 9)")));
    assertTrue(faults.stream().anyMatch(f -> f.contains("stay apart")));
    assertTrue(faults.stream().anyMatch(f -> f.contains("knows nothing of Vert.x")));
  }

  @Test
  void each_kind_of_fault_is_named_and_each_permitted_use_is_not() {
    String ingress = ROOT + ".ingress.A";
    String detect = ROOT + ".detect.match.B";
    assertFault(detect, ingress, "floor");
    assertFault(ROOT + ".redact.C", detect, "floor");
    assertFault(ROOT + ".dialect.gemini.D", ROOT + ".dialect.openai.E", "apart");
    assertFault(ingress, "io.vertx.core.eventbus.EventBus", "door");
    assertFault(ROOT + ".policy.F", "io.vertx.core.Vertx", "Vert.x");
    assertFault(detect, "io.vertx.core.Vertx", "Vert.x");
    assertFault(ROOT + ".util.G", "java.lang.String", "table lacks");
    assertFault(ingress, ROOT + ".elsewhere.H", "table lacks");
    assertFine(ingress, detect);
    assertFine(ingress, "io.vertx.core.http.HttpServer");
    assertFine(ROOT + ".bus.I", "io.vertx.core.eventbus.EventBus");
    assertFine(ROOT + ".detect.DetectionVerticle$1", "io.vertx.core.Vertx");
    assertFine(detect, ROOT + ".detect.J");
    assertFine(ROOT + ".dialect.K", ROOT + ".dialect.gemini.D");
    assertFine(ROOT + ".dialect.gemini.D", ROOT + ".dialect.K");
  }

  @Test
  void a_table_that_cannot_be_read_is_refused() {
    String head =
        "| floor | package | Vert.x | apart | state | one job |\n|---|---|---|---|---|---|\n";
    assertThrows(
        IllegalArgumentException.class,
        () -> FloorTable.parse(head + "| 1 | `a` | maybe | no | now | x |\n"));
    assertThrows(
        IllegalArgumentException.class,
        () -> FloorTable.parse(head + "| 1 | `a` | no | no | now | x |\n".repeat(2)));
    assertThrows(
        IllegalArgumentException.class, () -> FloorTable.parse(head + "| 1 | `a` | no | no |\n"));
  }

  private List<String> faults(String root, JavaClasses classes) {
    Set<String> faults = new TreeSet<>();
    for (JavaClass origin : classes) {
      if (!origin.getSimpleName().equals("package-info")) {
        for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
          String target = dependency.getTargetClass().getBaseComponentType().getName();
          faults.addAll(table.faults(root, origin.getName(), target));
        }
      }
    }
    return new ArrayList<>(faults);
  }

  private void assertFault(String origin, String target, String word) {
    List<String> faults = table.faults(ROOT, origin, target);
    assertEquals(1, faults.size(), origin + " -> " + target + ": " + faults);
    assertTrue(faults.get(0).contains(word), faults.get(0));
  }

  private void assertFine(String origin, String target) {
    assertNone(table.faults(ROOT, origin, target));
  }

  private static void assertNone(List<String> faults) {
    assertTrue(faults.isEmpty(), () -> "\n" + String.join("\n", faults));
  }
}
