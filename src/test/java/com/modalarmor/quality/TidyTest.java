package com.modalarmor.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keeps the sources small, plainly named and free of calls that have no place in them. */
class TidyTest {
  private static final int LINES_MAX = 300;

  /** Main files that may be longer, each with its reason. There are none. */
  private static final Map<String, String> LONG_FILES = Map.of();

  private static final Set<String> BANNED_NAMES =
      Set.of(
          "util",
          "utils",
          "common",
          "helper",
          "helpers",
          "core",
          "impl",
          "manager",
          "misc",
          "service",
          "services",
          "shared");

  private static final Pattern BANNED_CLASS =
      Pattern.compile(".*(Utils?|Helpers?|Impl|Manager|Common|Misc|Core)");

  // Assembled, so that this file does not contain what it looks for.
  private static final Pattern LEFTOVER = Pattern.compile("\\b(TO" + "DO|FIX" + "ME|XX" + "X)\\b");
  private static final Pattern MACHINE_PATH =
      Pattern.compile("/work/" + "(main|shared)|/tmp/" + "wt\\b|/root/" + "\\.|/home/" + "[a-z]+/");
  private static final Pattern SKIPPED = Pattern.compile("@Dis" + "abled\\b|net\\.jq" + "wik");

  @Test
  void main_files_stay_short() {
    List<String> faults = new ArrayList<>();
    for (Path file : Sources.main()) {
      int lines = lines(Sources.read(file));
      if (lines > LINES_MAX && !LONG_FILES.containsKey(file.getFileName().toString())) {
        faults.add(file + ": " + lines + " lines, at most " + LINES_MAX);
      }
    }
    assertNone(faults);
  }

  @Test
  void main_code_makes_no_banned_call() {
    List<String> faults = new ArrayList<>();
    for (Path file : Sources.main()) {
      faults.addAll(banned(Sources.packageOf(file), file.toString(), Sources.read(file)));
    }
    assertTrue(Sources.main().size() > 20, "files read: " + Sources.main().size());
    assertNone(faults);
  }

  @Test
  void tests_neither_sleep_nor_are_switched_off() {
    List<String> faults = new ArrayList<>();
    for (Path file : Sources.test()) {
      String code = JavaText.codeOf(Sources.read(file));
      if (SKIPPED.matcher(code).find() || code.contains("Thread" + ".sleep")) {
        faults.add(file.toString());
      }
    }
    assertNone(faults);
  }

  @Test
  void packages_and_classes_are_named_after_what_they_do() {
    List<String> faults = new ArrayList<>();
    int read = 0;
    for (List<Path> files : List.of(Sources.main(), Sources.test())) {
      for (Path file : files) {
        read++;
        faults.addAll(badNames(file));
      }
    }
    assertTrue(read > 20, "files read: " + read);
    assertNone(faults);
  }

  @Test
  void nothing_is_left_over_and_no_machine_shows() {
    List<String> faults = new ArrayList<>();
    for (Path file : written()) {
      String text = Sources.read(file);
      if (LEFTOVER.matcher(text).find()) {
        faults.add(file + ": left over");
      }
      if (MACHINE_PATH.matcher(text).find()) {
        faults.add(file + ": a path of one machine");
      }
    }
    assertNone(faults);
  }

  @Test
  void decisions_are_numbered_once_each() {
    List<Path> decisions = Sources.files(Path.of("docs/decisions"), "");
    assertFalse(decisions.isEmpty());
    assertNone(misnumbered(decisions.stream().map(file -> file.getFileName().toString()).toList()));
  }

  @Test
  void nothing_lies_beside_the_sources_and_the_build() throws Exception {
    List<String> files = Strays.projectFiles(Path.of("."));
    assertTrue(files.contains("pom.xml") && files.size() > 100, "files seen: " + files.size());
    assertNone(Strays.among(files).stream().map(file -> file + ": does not belong there").toList());
  }

  @Test
  void what_lies_astray_is_caught(@TempDir Path folder) throws Exception {
    List<String> good =
        List.of("pom.xml", ".gitignore", ".ci/run", "src/main/java/a/b.java", "docs/x", "conf/y");
    assertNone(Strays.among(good));
    List<String> astray =
        List.of("notes.txt", "src/x.java", "src/other/a", "src/main/a", "scratch/a/b", ".rc");
    assertEquals(
        List.of(".rc", "notes.txt", "scratch/", "src/main/a", "src/other/", "src/x.java"),
        Strays.among(astray));
    Files.createDirectories(folder.resolve("src/target"));
    Files.writeString(folder.resolve("src/target/x"), "");
    Files.writeString(folder.resolve("src/y"), "");
    Files.writeString(folder.resolve(".gitignore"), "target/\n*.log\n");
    Files.writeString(folder.resolve("a.log"), "");
    assertEquals(List.of(".gitignore", "src/y"), Strays.projectFiles(folder));
    Files.writeString(folder.resolve(".git"), "gitdir: nowhere\n");
    assertThrows(IllegalStateException.class, () -> Strays.projectFiles(folder));
  }

  @Test
  void each_ban_catches_its_sample_and_only_where_it_applies() {
    Map<String, String> samples = new HashMap<>();
    samples.put("System.out.println(1);", "identity");
    samples.put("System.exit(1);", "limits");
    samples.put("Thread.sleep(1);", "boot");
    samples.put("e.printStackTrace();", "boot");
    samples.put("new ObjectMapper();", "admin");
    samples.put("import java.util.regex.Pattern;", "detect");
    samples.put("text.replaceAll(a, b);", "redact");
    samples.put("String.format(a);", "json");
    samples.put("Executors.newCachedThreadPool();", "upstream");
    samples.put("new LinkedBlockingQueue<Job>();", "audit");
    samples.put("options.setTrustAll(true);", "upstream");
    samples.put("SecureRandom.getInstanceStrong();", "identity");
    samples.forEach(
        (code, where) -> assertEquals(1, banned(where, "Sample", "\n" + code).size(), code));
    assertEquals(Ban.ALL.size(), samples.size(), "a ban without a sample");
    assertTrue(banned("identity", "S", "\nThread.sleep(1);").get(0).startsWith("S:2"));
    assertNone(banned("boot", "S", "System.out.println(1);"));
    assertNone(banned("settings", "S", "new ObjectMapper(); import java.util.regex.Pattern;"));
    assertNone(banned("detect", "S", "new LinkedBlockingQueue<Job>(64);"));
  }

  @Test
  void comments_and_literals_are_not_code() {
    String source =
        "// Thread.sleep\n/* Thread.sleep\n */ int a = '\"'; String b = \"\\\"Thread.sleep\";\n"
            + "String c = \"\"\"\n  Thread.sleep \" \"\"\"; call();";
    String code = JavaText.codeOf(source);
    assertFalse(code.contains("sleep"), code);
    assertTrue(code.contains("call();"), code);
    assertEquals(source.length(), code.length());
    assertEquals(lines(source), lines(code));
  }

  @Test
  void bad_names_and_numbers_are_caught() {
    Path root = Path.of("src/main/java/com/modalarmor");
    assertEquals(1, badNames(root.resolve("util/Thing.java")).size());
    assertEquals(1, badNames(root.resolve("detect/ThingHelper.java")).size());
    assertNone(badNames(root.resolve("detect/Detector.java")));
    assertEquals(1, misnumbered(List.of("0001-a.md", "0001-b.md")).size());
    assertEquals(1, misnumbered(List.of("1-a.md")).size());
    assertNone(misnumbered(List.of("0001-a.md", "0002-b-c.md")));
    assertTrue(LEFTOVER.matcher("// TO" + "DO later").find());
    assertTrue(MACHINE_PATH.matcher("see /work/" + "shared/x").find());
  }

  private static List<String> banned(String packageName, String file, String source) {
    List<String> faults = new ArrayList<>();
    String code = JavaText.codeOf(source);
    for (Ban ban : Ban.ALL) {
      int line = ban.applies(packageName) ? ban.lineIn(code) : 0;
      if (line > 0) {
        faults.add(file + ":" + line + " " + ban.call() + ": " + ban.why());
      }
    }
    return faults;
  }

  private static List<String> badNames(Path file) {
    List<String> faults = new ArrayList<>();
    for (Path part : file.getParent()) {
      if (BANNED_NAMES.contains(part.toString().toLowerCase(Locale.ROOT))) {
        faults.add(file + ": package " + part);
      }
    }
    String name = file.getFileName().toString().replace(".java", "");
    if (BANNED_CLASS.matcher(name).matches()) {
      faults.add(file + ": class " + name);
    }
    return faults;
  }

  private static List<String> misnumbered(List<String> names) {
    List<String> faults = new ArrayList<>();
    Map<String, String> byNumber = new HashMap<>();
    for (String name : names) {
      if (!name.matches("\\d{4}-[a-z0-9-]+\\.md")) {
        faults.add(name + ": not NNNN-words.md");
        continue;
      }
      String other = byNumber.put(name.substring(0, 4), name);
      if (other != null) {
        faults.add(name + ": same number as " + other);
      }
    }
    return faults;
  }

  /** What people write here: sources, documents, build files. Not the data under conf. */
  private static List<Path> written() {
    List<Path> files = new ArrayList<>();
    files.addAll(Sources.main());
    files.addAll(Sources.test());
    files.addAll(Sources.files(Path.of("docs"), ".md"));
    files.addAll(Sources.files(Path.of(".ci"), ""));
    files.addAll(Sources.files(Path.of("load-tests/src"), ".java"));
    for (String name : List.of("pom.xml", "Dockerfile", "README.md", ".dockerignore")) {
      if (Files.exists(Path.of(name))) {
        files.add(Path.of(name));
      }
    }
    return files;
  }

  private static int lines(String text) {
    return (int) text.lines().count();
  }

  private static void assertNone(List<String> faults) {
    assertTrue(faults.isEmpty(), () -> "\n" + String.join("\n", faults));
  }
}
