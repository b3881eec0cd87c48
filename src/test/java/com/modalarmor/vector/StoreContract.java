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

/** What holds whatever the rows are kept in; run once over each store. */
abstract class StoreContract {

  private static final Subject CURATOR = Rig.subject("sub:curator", "secret;eng,hr", "curator");
  private static final Subject LOW = Rig.subject("sub:low", "public", "curator");

  private static int names;

  abstract Rig rig();

  /** {@code -Dvectors.seed=…} asks again what a failure printed. */
  private static long seed() {
    return Long.getLong("vectors.seed", System.nanoTime());
  }

  private static String name(String what) {
    return what + "-" + names++;
  }

  @Test
  void every_cell_of_the_access_table_is_as_it_says() {
    List<AccessTable.Cell> cells = AccessTable.cells();
    assertEquals(14 * 5 * 6 * 2, cells.size());
    List<String> faults = new ArrayList<>();
    Set<String> outcomes = new HashSet<>();
    for (AccessTable.Cell cell : cells) {
      String expected = AccessTable.expected(cell);
      String happens = AccessTable.happens(rig(), cell, name("cell"));
      outcomes.add(happens);
      if (!expected.equals(happens)) {
        faults.add(cell + ": " + expected + " expected, " + happens);
      }
    }
    assertTrue(faults.isEmpty(), () -> faults.size() + ":\n" + String.join("\n", faults));
    assertEquals(8, outcomes.size(), outcomes::toString);
  }

  @Test
  void results_are_the_nearest_permitted_rows_for_any_subject_filter_and_count() {
    RandomCorpus corpus = new RandomCorpus(rig(), seed());
    int cases = 0;
    for (int i = 0; i < 100; i++) {
      corpus.plant(name("corpus"));
      for (int j = 0; j < 100; j++) {
        corpus.checkOne();
        cases++;
      }
    }
    assertTrue(cases >= 10_000);
    assertTrue(corpus.rowsShown() > 20_000, "rows shown: " + corpus.rowsShown());
    assertTrue(corpus.shortAnswers() > 500, "answers with all there is: " + corpus.shortAnswers());
    assertEquals(0, rig().desk.disagreements(), "rows that the store returned and may not");
  }

  @Test
  void what_a_subject_may_not_see_changes_nothing_that_it_is_told() {
    int runs = Integer.getInteger("vectors.runs", 1);
    for (int i = 0; i < runs; i++) {
      int compared = new NonInterference(rig(), seed() + i).run(name("a"), name("b"));
      assertTrue(compared >= 400, "answers compared: " + compared);
    }
  }

  @Test
  void rows_of_one_id_live_side_by_side_and_each_reader_sees_one() {
    CollectionInfo info = rig().collection(name("twins"), Metric.L2);
    rig()
        .plant(
            info,
            Rig.row("x", "public", "sub:a", new float[] {0, 0}, "low"),
            Rig.row("y", "public", "sub:a", new float[] {5, 5}, "other"),
            Rig.row("x", "secret;hr", "sub:b", new float[] {9, 9}, "high"));
    Subject high = Rig.subject("sub:h", "secret;hr", "reader");
    CollectionInfo sized = info.withDimension(2);
    List<Hit> hits = rig().hits(high, Rig.query(sized, new float[] {0, 0}, 1, null));
    assertEquals("other", hits.get(0).row().document(), "the nearer twin is not the one seen");
    hits = rig().hits(high, Rig.query(sized, new float[] {0, 0}, 5, null));
    assertEquals(List.of("y", "x"), hits.stream().map(hit -> hit.row().id()).toList());
    assertEquals("high", hits.get(1).row().document());
    assertEquals(2, rig().count(high, sized));
    assertEquals(2, rig().count(LOW, sized));
    assertEquals(List.of("y", "x"), rig().ids(high, Rig.get(sized, (Where) null, 0, 5)));
    assertEquals(List.of("x"), rig().ids(high, Rig.get(sized, (Where) null, 1, 5)));
    assertEquals(
        "low",
        rig().hits(LOW, Rig.query(sized, new float[] {0, 0}, 1, null)).get(0).row().document());
  }

  @Test
  void a_lower_label_takes_two_people_and_is_in_force_at_once() {
    CollectionInfo info = rig().collection(name("relabel"), Metric.L2);
    rig().plant(info, Rig.row("x", "secret;hr", "sub:a", new float[] {1, 1}, "plans"));
    Subject second = Rig.subject("sub:second", "secret;eng,hr", "curator");
    Label label = Label.parse("internal");
    VectorRequest.Relabel ask =
        new VectorRequest.Relabel(Rig.path(info), List.of("x"), label, null);
    String pending = ((VectorResult.Relabelled) rig().ask(CURATOR, ask)).pending();
    assertTrue(!pending.isEmpty());
    VectorRequest confirm = new VectorRequest.Relabel(Rig.path(info), List.of(), null, pending);
    assertEquals(
        VectorFault.Kind.FORBIDDEN,
        assertThrows(VectorFault.class, () -> rig().ask(CURATOR, confirm)).kind());
    assertEquals(
        VectorFault.Kind.NOT_FOUND,
        assertThrows(VectorFault.class, () -> rig().ask(LOW, confirm)).kind());
    Subject reader = Rig.subject("sub:reader", "internal", "reader");
    assertEquals(0, rig().count(reader, info));
    rig().ask(second, confirm);
    assertEquals(List.of("x"), rig().ids(reader, Rig.get(info, List.of("x"))));
    assertThrows(VectorFault.class, () -> rig().ask(second, confirm), "it is used up");
    VectorRequest.Relabel up =
        new VectorRequest.Relabel(Rig.path(info), List.of("x"), Label.parse("secret"), null);
    rig().ask(CURATOR, up);
    assertEquals(List.of(), rig().ids(reader, Rig.get(info, List.of("x"))));
  }

  @Test
  void what_changed_between_asking_and_confirming_is_not_lowered() {
    CollectionInfo info = rig().collection(name("changed"), Metric.L2);
    Subject first = Rig.subject("sub:first", "secret", "curator");
    Subject second = Rig.subject("sub:second", "secret", "curator");
    rig().ask(first, Rig.write(info, Writing.ADD, "x", new float[] {1, 1}, "harmless"));
    CollectionInfo sized = info.withDimension(2);
    VectorRequest.Relabel ask =
        new VectorRequest.Relabel(Rig.path(info), List.of("x"), Label.LOWEST, null);
    String pending = ((VectorResult.Relabelled) rig().ask(first, ask)).pending();
    rig().ask(first, Rig.write(sized, Writing.UPDATE, "x", null, "harmful"));
    VectorRequest confirm = new VectorRequest.Relabel(Rig.path(info), List.of(), null, pending);
    assertThrows(VectorFault.class, () -> rig().ask(second, confirm));
    assertEquals(Label.parse("secret"), rig().stored(info, "x").get(0).label());
  }

  @Test
  void records_merge_as_chromas_do() {
    CollectionInfo info = rig().collection(name("merge"), Metric.L2);
    Map<String, Object> first = new java.util.HashMap<>(Map.of("k", 1L, "s", "x"));
    rig().ask(LOW, records(info, Writing.ADD, "a", new float[] {1, 0}, "one", first));
    CollectionInfo sized = info.withDimension(2);
    rig().ask(LOW, records(sized, Writing.ADD, "a", new float[] {9, 9}, "ignored", null));
    Map<String, Object> second = new java.util.HashMap<>();
    second.put("k", null);
    second.put("z", 2.5);
    rig().ask(LOW, records(sized, Writing.UPDATE, "a", null, null, second));
    rig().ask(LOW, records(sized, Writing.UPDATE, "missing", null, "nothing", null));
    Row row = rig().stored(info, "a").get(0);
    assertEquals("one", row.document());
    assertEquals(Map.of("s", "x", "z", 2.5), row.metadata());
    assertArrayEquals(new float[] {1, 0}, row.vector());
    assertEquals(1, rig().count(LOW, sized));
    Map<String, Object> none = new java.util.HashMap<>();
    none.put("s", null);
    none.put("z", null);
    rig().ask(LOW, records(sized, Writing.UPDATE, "a", null, null, none));
    assertEquals(null, rig().stored(info, "a").get(0).metadata());
  }

  private static VectorRequest.Write records(
      CollectionInfo info,
      Writing writing,
      String id,
      float[] vector,
      String document,
      Map<String, Object> metadata) {
    return new VectorRequest.Write(
        Rig.path(info),
        writing,
        List.of(id),
        vector == null ? null : List.of(vector),
        document == null ? null : List.of(document),
        metadata == null ? null : List.of(metadata),
        null,
        null);
  }

  @Test
  void another_tenants_collection_is_not_there() {
    CollectionInfo info = rig().collection(name("tenancy"), Metric.L2);
    rig().plant(info, Rig.row("x", "public", "sub:a", new float[] {1, 1}, "ours"));
    Subject stranger = new Subject("globex", "sub:g", Set.of("curator"), Label.parse("top_secret"));
    for (VectorRequest request :
        List.of(
            Rig.get(info, List.of("x")),
            new VectorRequest.Count(Rig.path(info)),
            new VectorRequest.GetCollectionById(Rig.path(info)),
            Rig.write(info, Writing.UPSERT, "x", new float[] {1, 1}, "theirs"),
            new VectorRequest.Delete(Rig.path(info), List.of("x"), null, null, 9))) {
      assertEquals(
          VectorFault.Kind.NOT_FOUND,
          assertThrows(VectorFault.class, () -> rig().ask(stranger, request)).kind());
    }
    assertEquals("ours", rig().stored(info, "x").get(0).document());
  }

  @Test
  void what_was_in_a_removed_collection_is_gone_and_in_nobodys_rows() {
    CollectionInfo old = rig().collection(name("old"), Metric.L2);
    Map<String, Object> lists = Map.of("tags", List.of("mergers", "layoffs"));
    for (String id : List.of("a", "b", "c")) {
      rig().ask(LOW, records(old, Writing.ADD, id, new float[] {1, 1}, "text", lists));
    }
    CollectionInfo next = rig().collection(name("next"), Metric.L2);
    VectorRequest.Path named =
        new VectorRequest.Path(Space.DEFAULT_TENANT, Space.DEFAULT_DATABASE, old.name());
    rig().ask(CURATOR, new VectorRequest.DeleteCollection(named));
    for (String id : List.of("a", "b", "c")) {
      rig().ask(LOW, records(next, Writing.ADD, id, new float[] {1, 1}, "text", Map.of("k", 1L)));
    }
    for (Row row : rig().stored(next, "a", "b", "c")) {
      assertEquals(Map.of("k", 1L), row.metadata());
    }
  }

  @Test
  void a_name_is_a_name_and_leads_nowhere_else() {
    CollectionInfo ours = rig().collection(name("ours"), Metric.L2);
    rig().plant(ours, Rig.row("x", "public", "sub:a", new float[] {1, 1}, "ours"));
    Subject stranger = new Subject("globex", "sub:g", Set.of("curator"), Label.parse("public"));
    for (Subject subject : List.of(stranger, LOW)) {
      for (String odd :
          List.of(
              "by-id/" + ours.id(),
              ours.name() + "?x=1",
              ours.name() + "/",
              ours.name() + "#",
              "./" + ours.name(),
              "../collections/" + ours.name(),
              "%2e/" + ours.name(),
              " " + ours.name(),
              "Straße",
              "")) {
        VectorRequest.Retrieve request =
            new VectorRequest.Retrieve(
                new VectorRequest.Path(Space.DEFAULT_TENANT, Space.DEFAULT_DATABASE, odd),
                "question",
                new float[] {1, 1},
                3);
        VectorFault fault = assertThrows(VectorFault.class, () -> rig().ask(subject, request), odd);
        assertEquals(VectorFault.Kind.NOT_FOUND, fault.kind(), odd);
        assertEquals("Collection [" + odd + "] does not exist", fault.getMessage());
      }
    }
  }

  @Test
  void a_writer_can_write_upwards_but_not_downwards() {
    CollectionInfo info = rig().collection(name("upwards"), Metric.L2);
    Subject low = Rig.subject("sub:low", "internal", "writer");
    VectorRequest.Write up = labelled(info, "x", "secret;hr");
    rig().ask(low, up);
    assertEquals(List.of(), rig().ids(low, Rig.get(info, (List<String>) null)));
    assertEquals(Label.parse("secret;hr"), rig().stored(info, "x").get(0).label());
    VectorRequest.Write down = labelled(info, "y", "public");
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

  private static VectorRequest.Write labelled(CollectionInfo info, String id, String label) {
    return new VectorRequest.Write(
        Rig.path(info),
        Writing.ADD,
        List.of(id),
        List.of(new float[] {1, 1}),
        null,
        null,
        null,
        Label.parse(label));
  }

  @Test
  void denials_are_noted_by_level_though_the_answer_tells_nothing() {
    CollectionInfo info = rig().collection(name("denials"), Metric.L2);
    rig()
        .plant(
            info,
            Rig.row("a", "secret", "sub:a", new float[] {1, 1}, "one"),
            Rig.row("b", "top_secret;hr", "sub:a", new float[] {1, 1}, "two"));
    assertEquals(List.of(), rig().ids(LOW, Rig.get(info, List.of("a", "b", "c"))));
    assertEquals(Map.of("secret", 1, "top_secret", 1), rig().last.denied());
  }

  @Test
  void hidden_rows_named_in_a_search_or_a_removal_are_denials_too() {
    CollectionInfo info = rig().collection(name("named"), Metric.L2);
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
            LOW,
            new VectorRequest.Query(
                Rig.path(sized), List.of(new float[] {1, 1}), 1, ids, null, null, Set.of()));
    assertEquals(Map.of("secret", 1), rig().last.denied());
    List<String> mine = List.of("mine", "both");
    rig()
        .ask(
            LOW,
            new VectorRequest.Query(
                Rig.path(sized), List.of(new float[] {1, 1}), 1, mine, null, null, Set.of()));
    assertEquals(Map.of(), rig().last.denied(), "one was farther, none was hidden");
    Where none = new Where.Compare("kind", Where.Comparison.EQ, 7L);
    rig().ask(LOW, new VectorRequest.Delete(Rig.path(info), ids, none, null, 9));
    assertEquals(Map.of("secret", 1), rig().last.denied());
    rig().ask(LOW, Rig.get(sized, ids));
    assertEquals(Map.of("secret", 1), rig().last.denied());
    assertEquals(1, rig().last.denials());
  }

  @Test
  void a_row_whose_vector_or_metadata_changed_is_not_lowered_either() {
    CollectionInfo info = rig().collection(name("moved"), Metric.L2);
    Subject first = Rig.subject("sub:first", "secret", "curator");
    Subject second = Rig.subject("sub:second", "secret", "curator");
    Map<String, Object> metadata = new java.util.HashMap<>(Map.of("a", "1, b=2"));
    rig().ask(first, records(info, Writing.ADD, "x", new float[] {1, 1}, "text", metadata));
    CollectionInfo sized = info.withDimension(2);
    Map<String, Object> likeIt = new java.util.HashMap<>(Map.of("a", "1", "b", "2"));
    for (VectorRequest change :
        List.of(
            records(sized, Writing.UPDATE, "x", new float[] {9, 9}, null, null),
            records(sized, Writing.UPDATE, "x", null, null, likeIt))) {
      VectorRequest.Relabel ask =
          new VectorRequest.Relabel(Rig.path(info), List.of("x"), Label.LOWEST, null);
      String pending = ((VectorResult.Relabelled) rig().ask(first, ask)).pending();
      rig().ask(first, change);
      VectorRequest confirm = new VectorRequest.Relabel(Rig.path(info), List.of(), null, pending);
      assertThrows(VectorFault.class, () -> rig().ask(second, confirm));
      assertEquals(Label.parse("secret"), rig().stored(info, "x").get(0).label());
    }
  }

  @Test
  void who_asks_for_many_relabellings_keeps_no_other_tenant_from_asking() {
    CollectionInfo info = rig().collection(name("waiting"), Metric.L2);
    rig().plant(info, Rig.row("x", "secret", "sub:a", new float[] {1, 1}, "plans"));
    VectorRequest.Relabel ask =
        new VectorRequest.Relabel(Rig.path(info), List.of("x"), Label.LOWEST, null);
    VectorDesk own = new VectorDesk(rig().store, 64);
    int asked = 0;
    VectorFault.Kind refused = null;
    while (refused == null && asked < 1_000) {
      try {
        Rig.await(own.handle(Rig.SPEC, CURATOR, ask, new Access()));
        asked++;
      } catch (VectorFault fault) {
        refused = fault.kind();
      }
    }
    assertEquals(100, asked);
    assertEquals(VectorFault.Kind.STORE_GONE, refused);
  }

  @Test
  void who_writes_to_many_labels_is_held_back_by_his_own_writes_alone() {
    CollectionInfo info = rig().collection(name("labels"), Metric.L2);
    VectorDesk own = new VectorDesk(rig().store, 3);
    int written = 0;
    VectorFault.Kind refused = null;
    for (int i = 0; refused == null && i < 10; i++) {
      VectorRequest.Write up = labelled(info, "x" + i, "secret;c" + i % 5);
      try {
        Rig.await(own.handle(Rig.SPEC, LOW, up, new Access()));
        written++;
      } catch (VectorFault fault) {
        refused = fault.kind();
      }
    }
    assertEquals(3, written);
    assertEquals(VectorFault.Kind.STORE_GONE, refused);
    Rig.await(own.handle(Rig.SPEC, LOW, labelled(info, "y", "secret;c1"), new Access()));
    Subject other = Rig.subject("sub:other", "public", "curator");
    Rig.await(own.handle(Rig.SPEC, other, labelled(info, "z", "secret;c4"), new Access()));
  }

  @Test
  void of_rows_beside_each_other_each_reader_is_shown_his_own_whoever_wrote_last() {
    CollectionInfo info = rig().collection(name("beside"), Metric.L2).withDimension(2);
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
  void a_dimension_that_a_collections_maker_has_set_stays_and_tells_nothing_of_hidden_rows() {
    for (boolean hiding : new boolean[] {false, true}) {
      CollectionInfo info = rig().collection(name("sized"), Metric.L2);
      rig().ask(LOW, Rig.write(info, Writing.ADD, "first", new float[] {1, 2}, "first"));
      CollectionInfo sized = info.withDimension(2);
      rig().ask(LOW, new VectorRequest.Delete(Rig.path(info), List.of("first"), null, null, 9));
      if (hiding) {
        rig().plant(sized, Rig.row("h", "secret", "sub:a", new float[] {3, 4}, "hidden"));
      }
      VectorRequest.GetCollectionById ask = new VectorRequest.GetCollectionById(Rig.path(info));
      assertEquals(2, ((VectorResult.OneCollection) rig().ask(LOW, ask)).collection().dimension());
      VectorFault fault =
          assertThrows(
              VectorFault.class,
              () -> rig().ask(LOW, Rig.write(info, Writing.ADD, "x", new float[] {1, 2, 3}, "x")));
      assertEquals(VectorFault.Kind.INVALID, fault.kind());
      assertEquals(0, rig().count(LOW, sized));
    }
  }
}
