package com.modalarmor.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks that the documents speak of what is there. */
class DocsTest {
  private static final Pattern PATH =
      Pattern.compile(
          "\\.?[\\w-]+(/[\\w.*-]+)+/?" // docs/ARCHITECTURE.md, .ci/run, conf/tenants/*.yaml
              + "|\\.?[\\w-]+/" // conf/
              + "|[\\w-]+\\.(md|xml|yaml|sh)|Dockerfile"); // pom.xml

  @Test
  void paths_in_the_architecture_page_exist() {
    List<String> paths = paths(Sources.read("docs/ARCHITECTURE.md"));
    assertTrue(paths.size() >= 5, "paths read: " + paths);
    assertNone(missing(paths, DocsTest::exists));
  }

  @Test
  void paths_in_the_readme_table_exist() {
    if (!Files.exists(Path.of("README.md"))) {
      return; // becomes a rule with the first README
    }
    String table = Markdown.section(Sources.read("README.md"), "where is it");
    List<String> paths = paths(table);
    assertTrue(paths.size() >= 8, "README.md needs a \"Where is it\" table; paths: " + paths);
    assertNone(missing(paths, DocsTest::exists));
  }

  @Test
  void every_direct_dependency_is_explained() {
    String page = Sources.read("docs/DEPENDENCIES.md");
    List<String> faults = new ArrayList<>();
    List<Pom.Artefact> artefacts = Pom.read().dependencies();
    for (Pom.Artefact artefact : artefacts) {
      if (!page.contains("`" + artefact.name() + "`")) {
        faults.add(artefact.name() + " is not in docs/DEPENDENCIES.md");
      }
    }
    assertTrue(artefacts.size() > 15, "dependencies read: " + artefacts.size());
    assertNone(faults);
  }

  @Test
  void versions_in_the_dependencies_page_are_those_of_the_build() {
    Pom pom = Pom.read();
    List<List<String>> rows =
        Markdown.table(Sources.read("docs/DEPENDENCIES.md"), "version property");
    List<String> faults = new ArrayList<>();
    for (List<String> row : rows) {
      String property = Markdown.quoted(row.get(0)).get(0);
      String expected = pom.properties().getOrDefault(property, "nothing");
      if (!row.get(1).equals(expected)) {
        faults.add(property + ": the page says " + row.get(1) + ", the build " + expected);
      }
    }
    assertTrue(rows.size() >= 15, "rows read: " + rows.size());
    assertNone(faults);
  }

  @Test
  void the_changelog_knows_the_version_of_the_build() {
    String version = Pom.read().version();
    assertTrue(Sources.read("docs/CHANGELOG.md").contains("## " + version), version);
  }

  @Test
  void a_wrong_path_is_caught_and_what_is_no_path_is_left_alone() {
    assertEquals(
        List.of("docs/ARCHITECTURE.md", "conf/", "src/nowhere/X.java", ".ci/run", "pom.xml"),
        paths(
            "`docs/ARCHITECTURE.md` `conf/` `src/nowhere/X.java` `.ci/run` `pom.xml` `/v1/inspect`"
                + " `mvn verify` `a.b.C` `detect` `https://example.org/x` `POST /x/y`"));
    assertEquals(
        List.of("src/nowhere/X.java"),
        missing(List.of("pom.xml", "src/nowhere/X.java", "docs/*.md"), DocsTest::exists));
  }

  private static List<String> paths(String markdown) {
    return Markdown.quoted(markdown).stream().filter(PATH.asMatchPredicate()).toList();
  }

  private static List<String> missing(List<String> paths, Predicate<String> exists) {
    return paths.stream().filter(exists.negate()).toList();
  }

  /** A path with a star stands for its folder. What the build makes is not asked for. */
  private static boolean exists(String path) {
    int star = path.indexOf('*');
    String fixed = star < 0 ? path : path.substring(0, path.lastIndexOf('/', star) + 1);
    return fixed.startsWith("target/") || Files.exists(Path.of(fixed));
  }

  private static void assertNone(List<String> faults) {
    assertTrue(faults.isEmpty(), () -> "\n" + String.join("\n", faults));
  }
}
