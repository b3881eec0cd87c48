package com.modalarmor.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.vector.VectorRequest.Writing;
import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is shown, told and lets be what, whatever the rows are kept in. */
interface RightsContract {

  Rig rig();

  /** {@code -Dvectors.seed=…} asks again what a failure printed. */
  private static long seed() {
    return Long.getLong("vectors.seed", System.nanoTime());
  }

  @Test
  default void every_cell_of_the_access_table_is_as_it_says() {
    AccessTable table = new AccessTable(rig());
    List<AccessTable.Cell> cells = AccessTable.cells();
    assertEquals(14 * 5 * 6 * 2, cells.size());
    List<String> faults = new ArrayList<>();
    Set<String> outcomes = new HashSet<>();
    for (AccessTable.Cell cell : cells) {
      String expected = AccessTable.expected(cell);
      String happens = table.happens(cell);
      outcomes.add(happens);
      if (!expected.equals(happens)) {
        faults.add(cell + ": " + expected + " expected, " + happens);
      }
    }
    assertTrue(faults.isEmpty(), () -> faults.size() + ":\n" + String.join("\n", faults));
    assertEquals(8, outcomes.size(), outcomes::toString);
  }

  @Test
  default void results_are_the_nearest_permitted_rows_for_any_subject_filter_and_count() {
    RandomCorpus corpus = new RandomCorpus(rig(), seed());
    int cases = 0;
    for (int i = 0; i < 100; i++) {
      corpus.plant(Rig.name("corpus"));
      for (int j = 0; j < 100; j++) {
        corpus.checkOne();
        cases++;
      }
      corpus.remove();
    }
    assertTrue(cases >= 10_000);
    assertTrue(corpus.rowsShown() > 20_000, "rows shown: " + corpus.rowsShown());
    assertTrue(corpus.shortAnswers() > 500, "answers with all there is: " + corpus.shortAnswers());
    assertEquals(0, rig().desk.disagreements(), "rows that the store returned and may not");
  }

  @Test
  default void what_a_subject_may_not_see_changes_nothing_that_it_is_told() {
    int runs = Integer.getInteger("vectors.runs", 1);
    for (int i = 0; i < runs; i++) {
      int compared = new NonInterference(rig(), seed() + i).run(Rig.name("a"), Rig.name("b"));
      assertTrue(compared >= 400, "answers compared: " + compared);
    }
  }

  @Test
  default void of_rows_beside_each_other_each_reader_is_shown_his_own_whoever_wrote_last() {
    CollectionInfo info = rig().collection(Rig.name("beside"), Metric.L2).withDimension(2);
    List<String> labels = List.of("secret", "public", "internal;hr", "internal", "confidential");
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < labels.size(); i++) {
      rows.add(Rig.row("x", labels.get(i), "sub:w" + i, new float[] {i, i}, labels.get(i)));
    }
    rig().plant(info, rows);
    Map<String, String> shown =
        Map.of(
            "public", "public",
            "internal", "internal",
            "internal;hr", "",
            "confidential;hr", "confidential",
            "top_secret;hr", "secret");
    shown.forEach(
        (label, wanted) -> {
          Subject reader = Rig.subject("sub:r", label, "reader");
          for (int k : new int[] {1, 2, 9}) {
            List<Hit> hits = rig().hits(reader, Rig.query(info, new float[] {0, 0}, k, null));
            assertEquals(1, hits.size(), label);
            String document = hits.get(0).row().document();
            assertTrue(wanted.isEmpty() || wanted.equals(document), label + ": " + document);
          }
          assertEquals(1, rig().count(reader, info));
          assertEquals(List.of("x"), rig().ids(reader, Rig.get(info, (Where) null, 0, 9)));
        });
  }

  @Test
  default void a_writer_can_write_upwards_but_not_downwards() {
    CollectionInfo info = rig().collection(Rig.name("upwards"), Metric.L2);
    Subject low = Rig.subject("sub:low", "internal", "writer");
    VectorRequest.Write up = Rig.labelled(info, "x", "secret;hr");
    rig().ask(low, up);
    assertEquals(List.of(), rig().ids(low, Rig.get(info, (List<String>) null)));
    assertEquals(Label.parse("secret;hr"), rig().stored(info, "x").get(0).label());
    VectorRequest.Write down = Rig.labelled(info, "y", "public");
    assertEquals(
        VectorFault.Kind.FORBIDDEN,
        assertThrows(VectorFault.class, () -> rig().ask(low, down)).kind());
    assertEquals(Map.of("public", 1), rig().last.denied());
    VectorRequest.Write again =
        new VectorRequest.Write(
            Rig.path(info),
            Writing.ADD,
            List.of("x"),
            List.of(new float[] {7, 7}),
            null,
            null,
            null,
            Label.parse("secret;hr"));
    rig().ask(low, again);
    Row kept = rig().stored(info, "x").get(0);
    assertArrayEquals(new float[] {1, 1}, kept.vector(), "what is there stays, seen or not");
    assertEquals(1, rig().stored(info, "x").size());
  }

  @Test
  default void who_writes_to_many_labels_is_held_back_by_his_own_writes_alone() {
    CollectionInfo info = rig().collection(Rig.name("labels"), Metric.L2);
    VectorDesk own = new VectorDesk(rig().store, 3);
    int written = 0;
    VectorFault.Kind refused = null;
    for (int i = 0; refused == null && i < 10; i++) {
      VectorRequest.Write up = Rig.labelled(info, "x" + i, "secret;c" + i % 5);
      try {
        Rig.await(own.handle(Rig.SPEC, Rig.LOW, up, new Access()));
        written++;
      } catch (VectorFault fault) {
        refused = fault.kind();
      }
    }
    assertEquals(3, written);
    assertEquals(VectorFault.Kind.STORE_GONE, refused);
    Rig.await(own.handle(Rig.SPEC, Rig.LOW, Rig.labelled(info, "y", "secret;c1"), new Access()));
    Subject other = Rig.subject("sub:other", "public", "curator");
    Rig.await(own.handle(Rig.SPEC, other, Rig.labelled(info, "z", "secret;c4"), new Access()));
  }

  @Test
  default void denials_are_noted_by_level_though_the_answer_tells_nothing() {
    CollectionInfo info = rig().collection(Rig.name("denials"), Metric.L2);
    rig()
        .plant(
            info,
            Rig.row("a", "secret", "sub:a", new float[] {1, 1}, "one"),
            Rig.row("b", "top_secret;hr", "sub:a", new float[] {1, 1}, "two"));
    assertEquals(List.of(), rig().ids(Rig.LOW, Rig.get(info, List.of("a", "b", "c"))));
    assertEquals(Map.of("secret", 1, "top_secret", 1), rig().last.denied());
  }

  @Test
  default void hidden_rows_named_in_a_search_or_a_removal_are_denials_too() {
    CollectionInfo info = rig().collection(Rig.name("named"), Metric.L2);
    rig()
        .plant(
            info,
            Rig.row("mine", "public", "sub:low", new float[] {1, 1}, "one"),
            Rig.row("a", "secret", "sub:a", new float[] {1, 1}, "two"),
            Rig.row("both", "secret", "sub:a", new float[] {1, 1}, "three"),
            Rig.row("both", "public", "sub:low", new float[] {1, 1}, "four"));
    List<String> ids = List.of("mine", "a", "both", "none");
    CollectionInfo sized = info.withDimension(2);
    rig()
        .ask(
            Rig.LOW,
            new VectorRequest.Query(
                Rig.path(sized), List.of(new float[] {1, 1}), 1, ids, null, null, Set.of()));
    assertEquals(Map.of("secret", 1), rig().last.denied());
    List<String> mine = List.of("mine", "both");
    rig()
        .ask(
            Rig.LOW,
            new VectorRequest.Query(
                Rig.path(sized), List.of(new float[] {1, 1}), 1, mine, null, null, Set.of()));
    assertEquals(Map.of(), rig().last.denied(), "one was farther, none was hidden");
    Where none = new Where.Compare("kind", Where.Comparison.EQ, 7L);
    rig().ask(Rig.LOW, new VectorRequest.Delete(Rig.path(info), ids, none, null, 9));
    assertEquals(Map.of("secret", 1), rig().last.denied());
    rig().ask(Rig.LOW, Rig.get(sized, ids));
    assertEquals(Map.of("secret", 1), rig().last.denied());
    assertEquals(1, rig().last.denials());
  }
}
