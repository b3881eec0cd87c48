package com.modalarmor.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.chat.Trust;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables with known answers, from a detector with known answers. */
final class EvaluationTest {

  @TempDir Path folder;

  private static Evaluation.Result run(int threads, List<String> wrong, Path... files)
      throws IOException {
    return new Evaluation(
            Marked.PLAN,
            Trust.USER,
            threads,
            (done, total, rows) -> {},
            (file, row, score) -> wrong.add(file + ":" + row.line() + ":" + row.id()))
        .run(List.of(files));
  }

  @Test
  void counts_by_file_kind_and_language() throws IOException {
    Path first =
        Rows.write(
            folder.resolve("one.jsonl"),
            List.of(
                Rows.row("a1", "score=0.90", "attack", "jailbreak", "en"),
                Rows.row("a2", "score=0.50 score=0.10", "attack", "injection", "de"),
                Rows.row("a3", "score=0.49", "attack", "injection", "de"),
                Rows.row("b1", "score=0.70", "benign", "hard-benign", "en"),
                Rows.row("b2", "nothing", "benign", "benign", "en"),
                Rows.row("h1", "score=0.95", "attack", "harmful-request", "en")));
    Path second = Rows.write(folder.resolve("two.jsonl"), List.of(Rows.benign("c1", "fail!")));
    List<String> wrong = new ArrayList<>();
    Evaluation.Result result = run(1, wrong, first, second);

    Figures one = result.files().get("one");
    assertEquals(6, one.rows());
    assertEquals(2.0 / 3, one.recall());
    assertEquals(0.5, one.falsePositiveRate());
    assertEquals(2.0 / 3, one.precision());
    assertEquals(2.0 / 3, one.f1(), 1e-12);
    assertEquals(1.0, one.apartShare());
    // pairs: .9 beats both, .5 and .49 beat nothing's 0 alone
    assertEquals(4.0 / 6, one.auc(), 1e-12);
    assertEquals(1.0 / 3, one.recallAtShare(), 1e-12);
    assertEquals(1, result.all().failed());
    assertEquals(0.5, result.kinds().get("injection").recall());
    assertEquals(0.5, result.languages().get("de").recall());
    assertEquals(List.of("one:3:a3", "one:4:b1", "two:1:c1"), wrong);

    String markdown = Report.markdown(result);
    assertTrue(markdown.contains("| one | 3 | 2 | 0.667 |"), markdown);
    assertTrue(markdown.contains("| **all** | 3 | 3 |"), markdown);
    assertTrue(markdown.contains("1 rows could not be inspected whole"), markdown);
    assertFalse(markdown.contains("score="), markdown);
    JsonObject json = new JsonObject(Buffer.buffer(Report.json(result)));
    JsonObject figures = json.getJsonObject("files").getJsonObject("one");
    assertEquals(2, figures.getInteger("hits"));
    assertEquals(4.0 / 6, figures.getDouble("auc"), 1e-12);
    assertFalse(json.getJsonObject("files").getJsonObject("two").containsKey("recall"));
  }

  @Test
  void the_number_of_threads_does_not_show() throws IOException {
    Random random = new Random(7);
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      String text = String.format(Locale.ROOT, "score=%.2f", random.nextInt(100) / 100.0);
      rows.add(random.nextBoolean() ? Rows.attack("a" + i, text) : Rows.benign("b" + i, text));
    }
    Path file = Rows.write(folder.resolve("many.jsonl"), rows);
    List<String> wrongAlone = new ArrayList<>();
    List<String> wrongTogether = new ArrayList<>();
    Evaluation.Result alone = run(1, wrongAlone, file);
    Evaluation.Result together = run(4, wrongTogether, file);
    assertEquals(alone, together);
    assertEquals(wrongAlone, wrongTogether);
    assertTrue(wrongAlone.size() > 100, "wrong rows: " + wrongAlone.size());
  }

  @Test
  void each_disguise_is_compared_with_the_plain_text_of_the_same_rows() throws IOException {
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      rows.add(Rows.attack("a" + i, i < 20 ? "score=0.90" : "nothing"));
      rows.add(Rows.benign("b" + i, i == 0 ? "score=0.60" : "all well"));
    }
    Path file = Rows.write(folder.resolve("t.jsonl"), rows);
    TransformTable.Result whole = table(file, 0, 1);
    assertEquals(49, whole.lines().size());
    TransformTable.Line comment = line(whole, "hidden_html_comment");
    assertEquals(
        new TransformTable.Line("hidden_html_comment", 30, 20, 20, 30, 1, 1),
        comment,
        "found as it is");
    TransformTable.Line base64 = line(whole, "base64");
    assertEquals(new TransformTable.Line("base64", 30, 20, 0, 30, 1, 0), base64, "not decoded");
    assertTrue(
        whole.markdown().contains("| base64 | 30 | 0.667 | 0.000 | -66.67 | 30 | 3.33 % |"),
        whole.markdown());
    TransformTable.Result sampled = table(file, 10, 1);
    assertEquals(10, line(sampled, "base64").attacks());
    assertEquals(10, line(sampled, "base64").benign());
    assertEquals(sampled, table(file, 10, 1));
    assertEquals(whole, table(file, 100, 1), "a sample of all is all, apart from their order");
  }

  private static TransformTable.Result table(Path file, int sample, long seed) throws IOException {
    return new TransformTable(Marked.PLAN, Trust.USER, 2, (done, total, rows) -> {})
        .run(List.of(file), sample, seed);
  }

  private static TransformTable.Line line(TransformTable.Result result, String name) {
    return result.lines().stream().filter(l -> l.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void attacks_hidden_in_long_texts_are_counted_by_place() throws IOException {
    Path file =
        Rows.write(
            folder.resolve("p.jsonl"),
            List.of(
                Rows.attack("a1", "score=0.90"),
                Rows.attack("a2", "not found alone, so not placed"),
                Rows.benign("b1", "The meeting is on Monday, and the report is due on Friday."),
                Rows.benign("b2", "score=0.60 flagged alone, so not used")));
    Placements.Result result = placements(file, 60);
    assertEquals(60, result.placed());
    assertEquals(60, result.found());
    assertEquals(0, result.alarms());
    assertTrue(result.placedByTenth()[0] > 0 && result.placedByTenth()[9] > 0, result.markdown());
    assertEquals(result.markdown(), placements(file, 60).markdown());
  }

  private static Placements.Result placements(Path file, int count) throws IOException {
    return new Placements(Marked.PLAN, Trust.USER, 2, (done, total, rows) -> {})
        .run(List.of(file), count, 5_000, 3);
  }
}
