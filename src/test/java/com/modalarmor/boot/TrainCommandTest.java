package com.modalarmor.boot;

import static com.modalarmor.boot.CommandRun.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.classify.ModelFile;
import com.modalarmor.evaluation.LabelledRow;
import com.modalarmor.evaluation.Rows;
import com.modalarmor.training.CustomerRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** The command in this process: a small base model is trained, then adapted or not. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
final class TrainCommandTest {

  @TempDir static Path folder;
  private static Path base;
  private static String baseRows;

  private static String file(String name, CustomerRows rows) throws IOException {
    List<String> lines = rows.rows().stream().map(TrainCommandTest::json).toList();
    return Rows.write(folder.resolve(name), lines).toString();
  }

  private static String json(LabelledRow row) {
    return row.attack() ? Rows.attack(row.id(), row.text()) : Rows.benign(row.id(), row.text());
  }

  private static CustomerRows base(long seed) {
    return new CustomerRows(seed).benign(300).bookkeeping(200).knownAttacks(120);
  }

  @BeforeAll
  static void a_base_model() throws IOException {
    base = folder.resolve("base.model");
    String rows = file("train.jsonl", base(11));
    baseRows = file("dev.jsonl", base(12));
    CommandRun run =
        run("train", "--data", rows, "--dev", baseRows, "--out", base.toString(), "--epochs", "2");
    assertEquals(0, run.exit(), run.out() + run.err());
    assertTrue(run.out().contains("model-sha256: " + sum(base)), run.out());
    assertTrue(run.err().contains("trained in "), run.err());
  }

  private static String sum(Path model) throws IOException {
    return ModelFile.sum(Files.readAllBytes(model));
  }

  private static CommandRun adapt(String data, Path out, String... more) {
    String[] arguments = {
      "train",
      "--base",
      base.toString(),
      "--data",
      data,
      "--out",
      out.toString(),
      "--base-eval",
      baseRows,
      "--epochs",
      "3"
    };
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + more.length);
    System.arraycopy(more, 0, all, arguments.length, more.length);
    return run(all);
  }

  private static CustomerRows sound() {
    return new CustomerRows(21).benign(150).newAttacks(90);
  }

  @Test
  void a_sound_set_makes_a_model_that_finds_the_new_attacks_and_is_promoted() throws IOException {
    String data = file("sound.jsonl", sound());
    Path out = folder.resolve("tenant.model");
    CommandRun run = adapt(data, out);
    assertEquals(0, run.exit(), run.out() + run.err());
    assertTrue(run.out().contains("\npromoted\n"), run.out());
    assertTrue(run.out().contains("| held out of the customer's | 18 | 30 |"), run.out());
    assertEquals(sum(out), Files.readString(folder.resolve("tenant.model.sha256")).trim());
    Path again = folder.resolve("again.model");
    assertEquals(0, adapt(data, again).exit());
    assertEquals(tail(out), tail(again), "the same seed and data give the same weights");
    CommandRun measured = run("evaluate", data, "--model", out.toString());
    assertEquals(0, measured.exit(), measured.err());
  }

  /** The numbers stand behind the card, which holds the command. */
  private static int tail(Path model) throws IOException {
    byte[] bytes = Files.readAllBytes(model);
    return java.util.Arrays.hashCode(
        java.util.Arrays.copyOfRange(bytes, bytes.length - 100_000, bytes.length));
  }

  @Test
  void turned_labels_and_planted_phrases_are_refused_and_named() throws IOException {
    CustomerRows flipped = sound().flipped(8);
    CustomerRows door = sound().backDoor(6, "cobalt heron");
    for (CustomerRows rows : List.of(flipped, door)) {
      Path out = folder.resolve("never.model");
      CommandRun run = adapt(file("poison.jsonl", rows), out);
      assertEquals(1, run.exit(), run.out());
      assertTrue(run.out().contains("refused: nothing was learnt"), run.out());
      assertTrue(run.out().contains("line 24"), run.out());
      assertFalse(run.out().contains("heron"), run.out());
      assertFalse(Files.exists(out));
    }
    Path out = folder.resolve("dropped.model");
    CommandRun run = adapt(file("poison.jsonl", door), out, "--drop-suspects");
    assertEquals(0, run.exit(), run.out());
    assertTrue(run.out().contains("left out"), run.out());
  }

  @Test
  void a_model_that_gains_nothing_is_not_written() throws IOException {
    Path out = folder.resolve("nothing.model");
    CommandRun run =
        adapt(file("known.jsonl", new CustomerRows(31).benign(150).knownAttacks(60)), out);
    assertEquals(1, run.exit(), run.out());
    assertTrue(
        run.out().contains("not promoted: recall on the held-out rows does not rise"), run.out());
    assertTrue(run.out().contains("| of the base | "), run.out());
    assertFalse(Files.exists(out));
  }

  @Test
  void a_set_that_contradicts_what_the_base_was_taught_is_refused_with_the_figures()
      throws IOException {
    Path out = folder.resolve("harm.model");
    CustomerRows rows = new CustomerRows(41).benign(150).bookkeepingAttacks(300);
    CommandRun run = adapt(file("harm.jsonl", rows), out);
    assertEquals(1, run.exit(), run.out());
    assertTrue(run.out().contains("not promoted: "), run.out());
    assertTrue(run.out().contains("| of the base | 48 | 200 | 1.000 |"), run.out());
    assertFalse(Files.exists(out));
  }

  @Test
  void a_base_whose_content_is_not_what_its_sum_says_is_not_read() throws IOException {
    Path bad = folder.resolve("bad.model");
    byte[] bytes = Files.readAllBytes(base);
    bytes[bytes.length / 2] ^= 1;
    Files.write(bad, bytes);
    Files.copy(folder.resolve("base.model.sha256"), folder.resolve("bad.model.sha256"));
    CommandRun run =
        run(
            "train",
            "--base",
            bad.toString(),
            "--data",
            file("s.jsonl", sound()),
            "--out",
            folder.resolve("x.model").toString(),
            "--base-eval",
            baseRows);
    assertEquals(1, run.exit());
    assertTrue(run.err().contains("SHA-256"), run.err());
    assertArrayEquals(new byte[0], run.out().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void options_that_do_not_go_together_are_usage_errors() throws IOException {
    String data = file("u.jsonl", sound());
    List<String[]> wrong =
        List.of(
            new String[] {"train"},
            new String[] {"train", "--data", data, "--out", "x"},
            new String[] {"train", "--data", data, "--out", "x", "--dev", data, "--drop-suspects"},
            new String[] {"train", "--data", data, "--out", "x", "--base", "b", "--dev", data},
            new String[] {"train", "--data", data, "--out", "x", "--base", "b", "--holdout", "1"});
    for (String[] arguments : wrong) {
      assertEquals(2, run(arguments).exit(), String.join(" ", arguments));
    }
    assertEquals(5, wrong.size());
  }
}
