package com.modalarmor.vector;

import com.modalarmor.vector.VectorRequest.Writing;
import com.modalarmor.vector.filter.Where;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Operation × role × level × ownership: what happens to one row when one subject asks. What is
 * expected is spelled out here, not computed by the code under test.
 */
final class AccessTable {

  static final List<String> ROLES = List.of("nobody", "reader", "writer", "author", "curator");

  /** The row's label against the subject's, which is {@code confidential;hr}. */
  static final List<String> LABELS =
      List.of(
          "public",
          "internal;hr",
          "confidential;hr",
          "confidential",
          "confidential;eng",
          "secret;hr");

  static final List<Boolean> OWN = List.of(true, false);

  enum Operation {
    GET_BY_ID,
    GET_ALL,
    GET_BY_FILTER,
    GET_EMBEDDINGS,
    QUERY,
    QUERY_EMBEDDINGS,
    COUNT,
    ADD,
    UPSERT,
    UPDATE,
    DELETE_BY_ID,
    DELETE_BY_FILTER,
    RELABEL_UP,
    RELABEL_DOWN
  }

  record Cell(Operation operation, String role, String label, boolean own) {}

  private static final String ME = "sub:me";
  private static final String MINE = "confidential;hr";
  private static final float[] VECTOR = {1, 2};
  private static final float[] OTHER = {3, 4};

  private final Rig rig;
  private final Map<String, CollectionInfo> untouched = new HashMap<>();

  AccessTable(Rig rig) {
    this.rig = rig;
  }

  static List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Operation operation : Operation.values()) {
      for (String role : ROLES) {
        for (String label : LABELS) {
          for (boolean own : OWN) {
            cells.add(new Cell(operation, role, label, own));
          }
        }
      }
    }
    return cells;
  }

  static String expected(Cell cell) {
    if (cell.role().equals("nobody")) {
      return "no such collection";
    }
    boolean below = Set.of("public", "internal;hr", MINE, "confidential").contains(cell.label());
    boolean equal = cell.label().equals(MINE);
    boolean reaches = cell.own() || !cell.role().equals("author");
    boolean visible = below && reaches;
    boolean changes =
        switch (cell.role()) {
          case "curator" -> true;
          case "writer", "author" -> cell.own();
          default -> false;
        };
    boolean writes = !cell.role().equals("reader");
    return switch (cell.operation()) {
      case GET_BY_ID, GET_ALL, GET_BY_FILTER, QUERY, COUNT -> visible ? "shown" : "hidden";
      case GET_EMBEDDINGS, QUERY_EMBEDDINGS ->
          Set.of("reader", "writer").contains(cell.role())
              ? "forbidden"
              : visible ? "shown" : "hidden";
      case ADD -> !writes ? "forbidden" : visible ? "kept" : "beside";
      case UPSERT ->
          !writes ? "forbidden" : !visible ? "beside" : equal && changes ? "changed" : "forbidden";
      case UPDATE, DELETE_BY_ID, DELETE_BY_FILTER ->
          !writes ? "forbidden" : !visible ? "kept" : equal && changes ? "changed" : "forbidden";
      case RELABEL_UP ->
          !cell.role().equals("curator") ? "forbidden" : visible ? "changed" : "kept";
      case RELABEL_DOWN ->
          !cell.role().equals("curator")
              ? "forbidden"
              : !visible || cell.label().equals("public") ? "kept" : "pending";
    };
  }

  /**
   * Runs one cell and tells what happened. A collection whose row stayed as it was planted serves
   * the next cell with such a row.
   */
  String happens(Cell cell) {
    Row row = Rig.row("x", cell.label(), cell.own() ? ME : "sub:other", VECTOR, "original");
    CollectionInfo info = untouched.remove(row.key());
    if (info == null) {
      info = rig.collection(Rig.name("cell"), Metric.L2);
      rig.plant(info, row);
      info = info.withDimension(2);
    }
    String happened = happens(cell, info, row);
    if (!happened.equals("pending") && isAlone(row, rig.stored(info, "x"))) {
      untouched.put(row.key(), info);
    } else {
      rig.remove(info);
    }
    return happened;
  }

  private static boolean isAlone(Row planted, List<Row> rows) {
    return rows.size() == 1
        && rows.get(0).key().equals(planted.key())
        && rows.get(0).document().equals(planted.document())
        && rows.get(0).metadata().equals(planted.metadata())
        && Arrays.equals(rows.get(0).vector(), planted.vector());
  }

  private String happens(Cell cell, CollectionInfo info, Row row) {
    Subject me =
        cell.role().equals("nobody") ? Rig.subject(ME, MINE) : Rig.subject(ME, MINE, cell.role());
    try {
      VectorResult result = rig.ask(me, request(cell.operation(), info));
      return told(rig, cell, info, row, result);
    } catch (VectorFault fault) {
      List<Row> rows = rig.stored(info, "x");
      if (rows.size() != 1 || !"original".equals(rows.get(0).document())) {
        return "refused and changed all the same";
      }
      return switch (fault.kind()) {
        case FORBIDDEN -> "forbidden";
        case NOT_FOUND -> "no such collection";
        default -> fault.kind().name();
      };
    }
  }

  private static VectorRequest request(Operation operation, CollectionInfo info) {
    Where kind = new Where.Compare("kind", Where.Comparison.EQ, 1L);
    return switch (operation) {
      case GET_BY_ID -> Rig.get(info, List.of("x"));
      case GET_ALL -> Rig.get(info, (List<String>) null);
      case GET_BY_FILTER -> Rig.get(info, kind, 0, 10);
      case GET_EMBEDDINGS -> Rig.get(info, List.of("x"), Include.EMBEDDINGS);
      case QUERY -> Rig.query(info, VECTOR, 5, null);
      case QUERY_EMBEDDINGS -> Rig.query(info, VECTOR, 5, kind, Include.EMBEDDINGS);
      case COUNT -> new VectorRequest.Count(Rig.path(info));
      case ADD -> Rig.write(info, Writing.ADD, "x", OTHER, "mine");
      case UPSERT -> Rig.write(info, Writing.UPSERT, "x", OTHER, "mine");
      case UPDATE -> Rig.write(info, Writing.UPDATE, "x", null, "mine");
      case DELETE_BY_ID ->
          new VectorRequest.Delete(Rig.path(info), List.of("x"), null, null, Integer.MAX_VALUE);
      case DELETE_BY_FILTER ->
          new VectorRequest.Delete(Rig.path(info), null, kind, null, Integer.MAX_VALUE);
      case RELABEL_UP ->
          new VectorRequest.Relabel(
              Rig.path(info), List.of("x"), Label.parse("top_secret;eng,hr"), null);
      case RELABEL_DOWN ->
          new VectorRequest.Relabel(Rig.path(info), List.of("x"), Label.parse("public"), null);
    };
  }

  private static String told(
      Rig rig, Cell cell, CollectionInfo info, Row planted, VectorResult result) {
    if (result instanceof VectorResult.Rows rows) {
      boolean vectors = rows.rows().stream().allMatch(r -> r.vector() != null);
      boolean asked = cell.operation() == Operation.GET_EMBEDDINGS;
      return rows.rows().isEmpty() ? "hidden" : vectors == asked ? "shown" : "vectors amiss";
    }
    if (result instanceof VectorResult.Hits hits) {
      return hits.hits().get(0).isEmpty() ? "hidden" : "shown";
    }
    if (result instanceof VectorResult.Counted counted) {
      return counted.count() == 0 ? "hidden" : "shown";
    }
    if (result instanceof VectorResult.Relabelled relabelled && !relabelled.pending().isEmpty()) {
      return rig.stored(info, "x").get(0).label().equals(planted.label()) ? "pending" : "at once";
    }
    List<Row> rows = rig.stored(info, "x");
    if (rows.size() == 2) {
      return "beside";
    }
    boolean same =
        rows.size() == 1
            && "original".equals(rows.get(0).document())
            && rows.get(0).label().equals(planted.label());
    return same ? "kept" : "changed";
  }
}
