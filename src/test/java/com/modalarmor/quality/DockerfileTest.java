package com.modalarmor.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Checks the shape of the image without building it. */
class DockerfileTest {
  private final List<String> lines = instructions(Sources.read("Dockerfile"));

  @Test
  void the_image_obeys_its_rules() {
    assertEquals(List.of(), faults(lines));
  }

  @Test
  void only_the_last_stage_ships_and_it_starts_from_nothing() {
    List<String> stages = all(lines, "FROM ");
    assertEquals(2, stages.size(), stages.toString());
    assertEquals("scratch", stages.get(1));
  }

  @Test
  void the_jar_that_is_copied_is_the_jar_that_is_built_and_started() {
    String name = Pom.read().finalName() + ".jar";
    assertTrue(String.join("\n", lines).contains("cp target/" + name));
    assertTrue(all(lines, "ENTRYPOINT ").get(0).endsWith("/" + name + "\"]"));
  }

  @Test
  void it_exposes_the_three_ports_and_leaves_probing_to_the_platform() {
    assertEquals(List.of("8443 9090 9443"), all(lines, "EXPOSE "));
    assertEquals(List.of(), all(lines, "HEALTHCHECK "));
  }

  @Test
  void what_the_build_copies_is_not_ignored() {
    List<String> kept =
        Sources.read(".dockerignore").lines().filter(line -> line.startsWith("!")).toList();
    int copied = 0;
    for (String copy : all(lines, "COPY ")) {
      if (!copy.startsWith("--from=")) {
        copied++;
        assertTrue(kept.contains("!" + copy.substring(0, copy.indexOf(' '))), copy);
      }
    }
    assertEquals(4, copied);
    assertTrue(Sources.read(".dockerignore").lines().anyMatch("*"::equals));
  }

  @Test
  void each_broken_rule_is_caught() {
    String good = "ARG BASE=a:1\nFROM ${BASE} AS build\nFROM scratch\nUSER 10001:10001\n";
    String end = "ENTRYPOINT [\"java\"]\n";
    assertEquals(List.of(), faults(instructions(good + end)));
    assertCaught("non-root", good.replace("USER 10001:10001\n", "") + end);
    assertCaught("non-root", good.replace("10001:10001", "root") + end);
    assertCaught("non-root", good + "USER 0\n" + end);
    assertCaught("pinned", good.replace("a:1", "a:latest") + end);
    assertCaught("pinned", good.replace("a:1", "a") + end);
    assertCaught("stages", "ARG BASE=a:1\nFROM ${BASE}\nUSER 10001\n" + end);
    assertCaught("exec form", good + "ENTRYPOINT java -jar x\n");
    assertCaught("secret", good + "ENV GEMINI_API_KEY=x\n" + end);
  }

  private static void assertCaught(String rule, String dockerfile) {
    List<String> faults = faults(instructions(dockerfile));
    assertEquals(1, faults.size(), faults.toString());
    assertTrue(faults.get(0).contains(rule), faults.toString());
  }

  private static List<String> faults(List<String> lines) {
    List<String> faults = new ArrayList<>();
    List<String> stages = all(lines, "FROM ");
    if (stages.size() < 2) {
      faults.add("stages: the tools of the build ship");
    }
    List<String> images = new ArrayList<>(all(lines, "ARG BASE="));
    stages.stream().map(stage -> stage.split(" ", -1)[0]).forEach(images::add);
    for (String image : images) {
      boolean open = !image.equals("scratch") && !image.startsWith("${");
      if (open && (!image.contains(":") || image.endsWith(":latest"))) {
        faults.add("not pinned: " + image);
      }
    }
    int last = 0;
    for (int i = 0; i < lines.size(); i++) {
      last = lines.get(i).startsWith("FROM ") ? i : last;
    }
    List<String> users = all(lines.subList(last, lines.size()), "USER ");
    if (users.isEmpty() || !users.get(users.size() - 1).matches("[1-9]\\d{4,}(:[1-9]\\d{4,})?")) {
      faults.add("non-root user, by number: " + users);
    }
    if (!all(lines, "ENTRYPOINT ").get(0).startsWith("[")) {
      faults.add("exec form, so that the signal to stop arrives");
    }
    Matcher secret =
        Pattern.compile("(?m)^(ENV|ARG) \\S*(KEY|TOKEN|SECRET|PASSWORD)")
            .matcher(String.join("\n", lines));
    if (secret.find()) {
      faults.add("secret in the image: " + secret.group());
    }
    return faults;
  }

  /** Logical lines: continued ones joined, comments and blank ones dropped. */
  private static List<String> instructions(String dockerfile) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String physical : dockerfile.lines().toList()) {
      String text = physical.strip();
      if (text.startsWith("#") || text.isEmpty()) {
        continue;
      }
      boolean continued = text.endsWith("\\");
      line.append(continued ? text.substring(0, text.length() - 1) : text);
      if (!continued) {
        lines.add(line.toString());
        line.setLength(0);
      }
    }
    assertFalse(lines.isEmpty());
    return lines;
  }

  /** What follows the given start, for each line that has it. */
  private static List<String> all(List<String> lines, String start) {
    return lines.stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()).strip())
        .toList();
  }
}
