package com.modalarmor.quality;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules of docs/ARCHITECTURE.md: the floors and the doors. Immutable.
 *
 * <p>Both are read from the page's Markdown tables, so that the page cannot drift from what is
 * checked.
 */
record FloorTable(Map<String, Floor> floors, Map<String, Set<String>> doors) {

  /**
   * One row of the floor table.
   *
   * @param vertxClasses simple names that may use Vert.x where the package as a whole may not
   */
  record Floor(
      int number,
      String name,
      boolean vertx,
      Set<String> vertxClasses,
      boolean apart,
      boolean planned) {

    boolean mayUseVertx(String className) {
      String outer = className.substring(className.lastIndexOf('.') + 1).split("\\$", -1)[0];
      return vertx || vertxClasses.contains(outer);
    }
  }

  static FloorTable parse(String markdown) {
    Map<String, Floor> floors = new LinkedHashMap<>();
    for (List<String> row : Markdown.table(markdown, "floor")) {
      if (row.size() != 6) {
        throw new IllegalArgumentException("a floor row needs 6 columns: " + row);
      }
      String name = only(Markdown.quoted(row.get(1)));
      boolean planned = word(row.get(4), "planned", "now");
      Set<String> classes = Set.copyOf(Markdown.quoted(row.get(2)));
      Floor floor =
          new Floor(
              Integer.parseInt(row.get(0)),
              name,
              classes.isEmpty() && word(row.get(2), "yes", "no"),
              classes,
              word(row.get(3), "yes", "no"),
              planned);
      if (floors.put(name, floor) != null) {
        throw new IllegalArgumentException("package twice in the floor table: " + name);
      }
    }
    Map<String, Set<String>> doors = new LinkedHashMap<>();
    for (List<String> row : Markdown.table(markdown, "library package")) {
      Set<String> packages = Set.copyOf(Markdown.quoted(row.get(1)));
      for (String name : packages) {
        if (!floors.containsKey(name)) {
          throw new IllegalArgumentException("door names an unknown package: " + name);
        }
      }
      doors.put(only(Markdown.quoted(row.get(0))), packages);
    }
    return new FloorTable(floors, doors);
  }

  /** What is wrong with class {@code origin} using class {@code target}; empty when nothing is. */
  List<String> faults(String root, String origin, String target) {
    List<String> faults = new ArrayList<>();
    String from = first(root, origin);
    Floor lower = floors.get(from);
    if (lower == null) {
      return List.of(origin + " is in package `" + from + "`, which the table lacks");
    }
    if (inside(target, "io.vertx") && !lower.mayUseVertx(origin)) {
      faults.add(origin + " uses " + target + ", but `" + from + "` knows nothing of Vert.x");
    }
    doors.forEach(
        (library, packages) -> {
          if (inside(target, library) && !packages.contains(from)) {
            faults.add(origin + " uses " + target + "; the door of " + library + " is " + packages);
          }
        });
    if (!inside(target, root)) {
      return faults;
    }
    String to = first(root, target);
    Floor upper = floors.get(to);
    if (upper == null) {
      faults.add(origin + " uses " + target + ", whose package the table lacks");
    } else if (from.equals(to)) {
      String here = second(root, origin);
      String there = second(root, target);
      if (lower.apart() && !here.isEmpty() && !there.isEmpty() && !here.equals(there)) {
        faults.add(origin + " uses " + target + "; sub-packages of `" + from + "` stay apart");
      }
    } else if (upper.number() >= lower.number()) {
      faults.add(
          "%s (floor %d) uses %s (floor %d)"
              .formatted(origin, lower.number(), target, upper.number()));
    }
    return faults;
  }

  /** The package right below the root; empty for a class of the root itself. */
  static String first(String root, String className) {
    return segment(root, className, 0);
  }

  private static String second(String root, String className) {
    return segment(root, className, 1);
  }

  private static String segment(String root, String className, int index) {
    String[] parts = className.substring(root.length() + 1).split("\\.", -1);
    return index < parts.length - 1 ? parts[index] : "";
  }

  private static boolean inside(String className, String packageName) {
    return className.startsWith(packageName + ".");
  }

  private static String only(List<String> quoted) {
    if (quoted.size() != 1) {
      throw new IllegalArgumentException("expected one quoted name, got " + quoted);
    }
    return quoted.get(0);
  }

  private static boolean word(String cell, String yes, String no) {
    if (!cell.equals(yes) && !cell.equals(no)) {
      throw new IllegalArgumentException("expected " + yes + " or " + no + ", got " + cell);
    }
    return cell.equals(yes);
  }
}
