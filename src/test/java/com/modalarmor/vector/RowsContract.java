package com.modalarmor.vector;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.modalarmor.vector.VectorRequest.Writing;
import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Subject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of rows and collections that are written, whatever they are kept in. */
interface RowsContract {

  Rig rig();

  @Test
  default void rows_of_one_id_live_side_by_side_and_each_reader_sees_one() {
    CollectionInfo info = rig().collection(Rig.name("twins"), Metric.L2);
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
    assertEquals(2, rig().count(Rig.LOW, sized));
    assertEquals(List.of("y", "x"), rig().ids(high, Rig.get(sized, (Where) null, 0, 5)));
    assertEquals(List.of("x"), rig().ids(high, Rig.get(sized, (Where) null, 1, 5)));
    assertEquals(
        "low",
        rig().hits(Rig.LOW, Rig.query(sized, new float[] {0, 0}, 1, null)).get(0).row().document());
  }

  @Test
  default void records_merge_as_chromas_do() {
    CollectionInfo info = rig().collection(Rig.name("merge"), Metric.L2);
    Map<String, Object> first = new java.util.HashMap<>(Map.of("k", 1L, "s", "x"));
    rig().ask(Rig.LOW, Rig.records(info, Writing.ADD, "a", new float[] {1, 0}, "one", first));
    CollectionInfo sized = info.withDimension(2);
    rig().ask(Rig.LOW, Rig.records(sized, Writing.ADD, "a", new float[] {9, 9}, "ignored", null));
    Map<String, Object> second = new java.util.HashMap<>();
    second.put("k", null);
    second.put("z", 2.5);
    rig().ask(Rig.LOW, Rig.records(sized, Writing.UPDATE, "a", null, null, second));
    rig().ask(Rig.LOW, Rig.records(sized, Writing.UPDATE, "missing", null, "nothing", null));
    Row row = rig().stored(info, "a").get(0);
    assertEquals("one", row.document());
    assertEquals(Map.of("s", "x", "z", 2.5), row.metadata());
    assertArrayEquals(new float[] {1, 0}, row.vector());
    assertEquals(1, rig().count(Rig.LOW, sized));
    Map<String, Object> none = new java.util.HashMap<>();
    none.put("s", null);
    none.put("z", null);
    rig().ask(Rig.LOW, Rig.records(sized, Writing.UPDATE, "a", null, null, none));
    assertEquals(null, rig().stored(info, "a").get(0).metadata());
  }

  @Test
  default void another_tenants_collection_is_not_there() {
    CollectionInfo info = rig().collection(Rig.name("tenancy"), Metric.L2);
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
  default void what_was_in_a_removed_collection_is_gone_and_in_nobodys_rows() {
    CollectionInfo old = rig().collection(Rig.name("old"), Metric.L2);
    Map<String, Object> lists = Map.of("tags", List.of("mergers", "layoffs"));
    for (String id : List.of("a", "b", "c")) {
      rig().ask(Rig.LOW, Rig.records(old, Writing.ADD, id, new float[] {1, 1}, "text", lists));
    }
    CollectionInfo next = rig().collection(Rig.name("next"), Metric.L2);
    VectorRequest.Path named =
        new VectorRequest.Path(Space.DEFAULT_TENANT, Space.DEFAULT_DATABASE, old.name());
    rig().ask(Rig.CURATOR, new VectorRequest.DeleteCollection(named));
    for (String id : List.of("a", "b", "c")) {
      rig()
          .ask(
              Rig.LOW,
              Rig.records(next, Writing.ADD, id, new float[] {1, 1}, "text", Map.of("k", 1L)));
    }
    for (Row row : rig().stored(next, "a", "b", "c")) {
      assertEquals(Map.of("k", 1L), row.metadata());
    }
  }

  @Test
  default void a_name_is_a_name_and_leads_nowhere_else() {
    CollectionInfo ours = rig().collection(Rig.name("ours"), Metric.L2);
    rig().plant(ours, Rig.row("x", "public", "sub:a", new float[] {1, 1}, "ours"));
    Subject stranger = new Subject("globex", "sub:g", Set.of("curator"), Label.parse("public"));
    for (Subject subject : List.of(stranger, Rig.LOW)) {
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
  default void
      a_dimension_that_a_collections_maker_has_set_stays_and_tells_nothing_of_hidden_rows() {
    for (boolean hiding : new boolean[] {false, true}) {
      CollectionInfo info = rig().collection(Rig.name("sized"), Metric.L2);
      rig().ask(Rig.LOW, Rig.write(info, Writing.ADD, "first", new float[] {1, 2}, "first"));
      CollectionInfo sized = info.withDimension(2);
      rig().ask(Rig.LOW, new VectorRequest.Delete(Rig.path(info), List.of("first"), null, null, 9));
      if (hiding) {
        rig().plant(sized, Rig.row("h", "secret", "sub:a", new float[] {3, 4}, "hidden"));
      }
      VectorRequest.GetCollectionById ask = new VectorRequest.GetCollectionById(Rig.path(info));
      assertEquals(
          2, ((VectorResult.OneCollection) rig().ask(Rig.LOW, ask)).collection().dimension());
      VectorFault fault =
          assertThrows(
              VectorFault.class,
              () ->
                  rig()
                      .ask(Rig.LOW, Rig.write(info, Writing.ADD, "x", new float[] {1, 2, 3}, "x")));
      assertEquals(VectorFault.Kind.INVALID, fault.kind());
      assertEquals(0, rig().count(Rig.LOW, sized));
    }
  }
}
