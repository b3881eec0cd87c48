package com.modalarmor.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.vector.VectorRequest.Writing;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Subject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a label is raised by one person and lowered by two, whatever the rows are kept in. */
interface RelabelContract {

  Rig rig();

  @Test
  default void a_lower_label_takes_two_people_and_is_in_force_at_once() {
    CollectionInfo info = rig().collection(Rig.name("relabel"), Metric.L2);
    rig().plant(info, Rig.row("x", "secret;hr", "sub:a", new float[] {1, 1}, "plans"));
    Subject second = Rig.subject("sub:second", "secret;eng,hr", "curator");
    Label label = Label.parse("internal");
    VectorRequest.Relabel ask =
        new VectorRequest.Relabel(Rig.path(info), List.of("x"), label, null);
    String pending = ((VectorResult.Relabelled) rig().ask(Rig.CURATOR, ask)).pending();
    assertTrue(!pending.isEmpty());
    VectorRequest confirm = new VectorRequest.Relabel(Rig.path(info), List.of(), null, pending);
    assertEquals(
        VectorFault.Kind.FORBIDDEN,
        assertThrows(VectorFault.class, () -> rig().ask(Rig.CURATOR, confirm)).kind());
    assertEquals(
        VectorFault.Kind.NOT_FOUND,
        assertThrows(VectorFault.class, () -> rig().ask(Rig.LOW, confirm)).kind());
    Subject reader = Rig.subject("sub:reader", "internal", "reader");
    assertEquals(0, rig().count(reader, info));
    rig().ask(second, confirm);
    assertEquals(List.of("x"), rig().ids(reader, Rig.get(info, List.of("x"))));
    assertThrows(VectorFault.class, () -> rig().ask(second, confirm), "it is used up");
    VectorRequest.Relabel up =
        new VectorRequest.Relabel(Rig.path(info), List.of("x"), Label.parse("secret"), null);
    rig().ask(Rig.CURATOR, up);
    assertEquals(List.of(), rig().ids(reader, Rig.get(info, List.of("x"))));
  }

  @Test
  default void what_changed_between_asking_and_confirming_is_not_lowered() {
    CollectionInfo info = rig().collection(Rig.name("changed"), Metric.L2);
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
  default void a_row_whose_vector_or_metadata_changed_is_not_lowered_either() {
    CollectionInfo info = rig().collection(Rig.name("moved"), Metric.L2);
    Subject first = Rig.subject("sub:first", "secret", "curator");
    Subject second = Rig.subject("sub:second", "secret", "curator");
    Map<String, Object> metadata = new java.util.HashMap<>(Map.of("a", "1, b=2"));
    rig().ask(first, Rig.records(info, Writing.ADD, "x", new float[] {1, 1}, "text", metadata));
    CollectionInfo sized = info.withDimension(2);
    Map<String, Object> likeIt = new java.util.HashMap<>(Map.of("a", "1", "b", "2"));
    for (VectorRequest change :
        List.of(
            Rig.records(sized, Writing.UPDATE, "x", new float[] {9, 9}, null, null),
            Rig.records(sized, Writing.UPDATE, "x", null, null, likeIt))) {
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
  default void who_asks_for_many_relabellings_keeps_no_other_tenant_from_asking() {
    CollectionInfo info = rig().collection(Rig.name("waiting"), Metric.L2);
    rig().plant(info, Rig.row("x", "secret", "sub:a", new float[] {1, 1}, "plans"));
    VectorRequest.Relabel ask =
        new VectorRequest.Relabel(Rig.path(info), List.of("x"), Label.LOWEST, null);
    VectorDesk own = new VectorDesk(rig().store, 64);
    int asked = 0;
    VectorFault.Kind refused = null;
    while (refused == null && asked < 1_000) {
      try {
        Rig.await(own.handle(Rig.SPEC, Rig.CURATOR, ask, new Access()));
        asked++;
      } catch (VectorFault fault) {
        refused = fault.kind();
      }
    }
    assertEquals(100, asked);
    assertEquals(VectorFault.Kind.STORE_GONE, refused);
  }
}
