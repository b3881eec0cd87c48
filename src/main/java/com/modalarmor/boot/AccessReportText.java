package com.modalarmor.boot;

import com.modalarmor.audit.AccessTally;
import com.modalarmor.audit.AccessTally.Kind;
import com.modalarmor.audit.AccessTally.Line;
import com.modalarmor.policy.VectorOperation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The access report in tables, for people. One thread. */
final class AccessReportText {

  /** Operations by which a caller learns of rows. */
  private static final Set<VectorOperation> READING =
      EnumSet.of(
          VectorOperation.GET,
          VectorOperation.QUERY,
          VectorOperation.COUNT,
          VectorOperation.EMBEDDINGS);

  private final AccessReport report;

  AccessReportText(AccessReport report) {
    this.report = report;
  }

  void print(PrintWriter out) {
    AccessTally tally = report.tally();
    String tenant = report.tenant();
    out.println(
        "Access to vector collections, tenant "
            + (tenant.isEmpty() ? "all" : plain(tenant))
            + ": "
            + tally.records()
            + " records"
            + (tally.records() == 0 ? "" : ", " + tally.first() + " to " + tally.last()));
    if (tally.unreadable() > 0 || tally.beyond() > 0) {
      out.printf(
          "INCOMPLETE: %d lines of the log cannot be read, %d records are beyond the bound%n",
          tally.unreadable(), tally.beyond());
    }
    could(out);
    did(out);
    denied(out);
  }

  private void could(PrintWriter out) {
    out.println();
    out.println("WHO COULD READ (" + AccessReport.RULE + ")");
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("policy", "role", "collections", "rows of anybody", "own rows"));
    for (AccessReport.Granted granted : report.granted()) {
      String any = reading(granted.grant().any());
      String own = reading(granted.grant().own());
      if (!any.isEmpty() || !own.isEmpty()) {
        String collections = String.join(" ", granted.grant().collections());
        rows.add(List.of(granted.policy(), granted.role(), collections, any, own));
      }
    }
    table(out, rows);
  }

  private static String reading(Set<VectorOperation> operations) {
    Set<VectorOperation> reading = EnumSet.copyOf(READING);
    reading.retainAll(operations);
    return String.join(" ", AccessReport.names(reading));
  }

  private void did(PrintWriter out) {
    out.println();
    out.println("WHO DID (rows in brackets: the same row counts each time)");
    List<List<String>> rows = new ArrayList<>();
    rows.add(heading("read", "wrote", "removed", "labels of the rows", "last"));
    for (AccessReport.Entry entry : report.entries()) {
      Line line = entry.line();
      rows.add(
          row(
              entry,
              count(line, Kind.READ),
              count(line, Kind.WROTE),
              count(line, Kind.REMOVED),
              String.join(" ", line.labels()),
              line.last()));
    }
    table(out, rows);
  }

  private static String count(Line line, Kind kind) {
    return line.requests(kind) == 0 ? "" : line.requests(kind) + " (" + line.rows(kind) + ")";
  }

  private void denied(PrintWriter out) {
    out.println();
    out.println(
        "WHO WAS DENIED (rows asked for by id, by their level; operation: was not granted at all)");
    List<List<String>> rows = new ArrayList<>();
    rows.add(heading("what", "requests", "", "first", "last"));
    for (AccessReport.Entry entry : report.denied()) {
      Line line = entry.line();
      List<String> what = new ArrayList<>();
      line.denied().forEach((level, count) -> what.add(level + " " + count));
      rows.add(
          row(
              entry,
              String.join(", ", what),
              Long.toString(line.deniedRequests()),
              line.probing() ? "PROBING" : "",
              line.firstDenied(),
              line.lastDenied()));
    }
    table(out, rows);
  }

  private static List<String> heading(String... cells) {
    return joined(List.of("tenant", "who", "roles", "acted with", "collection"), cells);
  }

  private static List<String> row(AccessReport.Entry entry, String... cells) {
    Line line = entry.line();
    return joined(
        List.of(
            entry.key().tenant(),
            entry.key().actor(),
            String.join(" ", line.roles()),
            String.join(" ", line.clearances()),
            entry.key().collection()),
        cells);
  }

  private static List<String> joined(List<String> who, String... cells) {
    List<String> row = new ArrayList<>(who);
    Collections.addAll(row, cells);
    return row;
  }

  /** The first row is the heading. */
  private static void table(PrintWriter out, List<List<String>> rows) {
    if (rows.size() == 1) {
      out.println("  nobody");
      return;
    }
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], plain(row.get(i)).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder(" ");
      for (int i = 0; i < columns; i++) {
        String cell = plain(row.get(i));
        line.append(' ').append(cell).append(" ".repeat(widths[i] - cell.length()));
      }
      out.println(line.toString().stripTrailing());
    }
  }

  /** Names come from tokens and callers: nothing of them steers a terminal or forges a line. */
  private static String plain(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              boolean odd =
                  type == Character.CONTROL
                      || type == Character.FORMAT
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR
                      || type == Character.SURROGATE;
              plain.appendCodePoint(odd ? '?' : c);
            });
    return plain.toString();
  }
}
