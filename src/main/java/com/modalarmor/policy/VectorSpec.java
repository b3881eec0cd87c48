package com.modalarmor.policy;

import com.modalarmor.settings.SettingsReader;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may do what in vector collections, by role, as a policy says it. Immutable; compared by
 * identity, so that what is compiled from it can be looked up cheaply.
 */
public final class VectorSpec {

  private static final int GRANTS_MAX = 256;
  private static final int PATTERN_CHARS_MAX = 512;

  /** Nobody may do anything. */
  public static final VectorSpec NONE = new VectorSpec(Map.of());

  /**
   * What a role may do in some collections.
   *
   * @param collections exact names, or a beginning followed by {@code *}
   * @param any operations on rows of any owner (within the label's bounds)
   * @param own operations on rows that the caller itself wrote
   */
  public record Grant(
      List<String> collections, Set<VectorOperation> any, Set<VectorOperation> own) {

    /** True when the grant is about the collection of that name. */
    public boolean covers(String collection) {
      for (int i = 0; i < collections.size(); i++) {
        String pattern = collections.get(i);
        boolean hit =
            pattern.endsWith("*")
                ? collection.startsWith(pattern.substring(0, pattern.length() - 1))
                : collection.equals(pattern);
        if (hit) {
          return true;
        }
      }
      return false;
    }
  }

  /** What is done with vectors that are odd beside others. */
  public enum Watching {
    /** They are not looked for. */
    OFF,
    /** Counted, and noted in the audit record. */
    FLAG,
    /** And put into quarantine as they are written. */
    QUARANTINE
  }

  private final Map<String, List<Grant>> roles;
  private final boolean inspects;
  private final Watching floods;
  private final Watching hubs;

  public VectorSpec(Map<String, List<Grant>> roles) {
    this(roles, true, Watching.FLAG, Watching.FLAG);
  }

  private VectorSpec(
      Map<String, List<Grant>> roles, boolean inspects, Watching floods, Watching hubs) {
    this.roles = Map.copyOf(roles);
    this.inspects = inspects;
    this.floods = floods;
    this.hubs = hubs;
  }

  /** Many rows that are nearly the same. */
  public Watching floods() {
    return floods;
  }

  /** Rows that come close to everything. */
  public Watching hubs() {
    return hubs;
  }

  /** True when the texts of rows are inspected, as they are written and as they are read. */
  public boolean inspects() {
    return inspects;
  }

  /** The grants of a role; none for one that the policy does not know. */
  public List<Grant> grants(String role) {
    return roles.getOrDefault(role, List.of());
  }

  public Set<String> roles() {
    return roles.keySet();
  }

  /** Reads the section {@code vectors} of a policy; faults are collected in {@code reader}. */
  public static VectorSpec read(SettingsReader reader) {
    Map<String, List<Grant>> roles = new LinkedHashMap<>();
    reader
        .sections("roles")
        .forEach(
            (role, section) -> {
              List<Grant> grants = new ArrayList<>();
              for (SettingsReader grant : section.list("grants")) {
                grants.add(grant(grant));
              }
              if (grants.size() > GRANTS_MAX) {
                section.fault("grants", "at most " + GRANTS_MAX);
              }
              roles.put(role, List.copyOf(grants));
            });
    boolean inspects =
        reader.choice("inspect", PolicySpec.Switch.class, PolicySpec.Switch.ON)
            == PolicySpec.Switch.ON;
    return new VectorSpec(
        roles,
        inspects,
        reader.choice("floods", Watching.class, Watching.FLAG),
        reader.choice("hubs", Watching.class, Watching.FLAG));
  }

  private static Grant grant(SettingsReader reader) {
    List<String> collections = reader.texts("collections", List.of());
    if (collections.isEmpty()) {
      reader.fault("collections", "is required; [\"*\"] for all");
    }
    for (String pattern : collections) {
      int star = pattern.indexOf('*');
      boolean misplaced = star >= 0 && star < pattern.length() - 1;
      if (pattern.isEmpty() || pattern.length() > PATTERN_CHARS_MAX || misplaced) {
        reader.fault("collections", "a name, or a beginning followed by *");
      }
    }
    return new Grant(
        List.copyOf(collections), operations(reader, "any"), operations(reader, "own"));
  }

  private static Set<VectorOperation> operations(SettingsReader reader, String key) {
    Set<VectorOperation> operations = EnumSet.noneOf(VectorOperation.class);
    for (String name : reader.texts(key, List.of())) {
      VectorOperation operation = VectorOperation.of(name);
      if (operation == null) {
        reader.fault(key, "must be among " + VectorOperation.names());
      } else {
        operations.add(operation);
      }
    }
    return Set.copyOf(operations);
  }

  /** Part of a policy's fingerprint: the same for the same content, in any process. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(inspects ? "" : "uninspected ");
    if (floods != Watching.FLAG || hubs != Watching.FLAG) {
      text.append(floods).append(' ').append(hubs).append(' ');
    }
    roles.keySet().stream().sorted().forEach(role -> describe(role, text));
    return text.toString();
  }

  private void describe(String role, StringBuilder text) {
    text.append(role);
    for (Grant grant : roles.get(role)) {
      text.append(grant.collections())
          .append(grant.any().stream().sorted().toList())
          .append(grant.own().stream().sorted().toList());
    }
  }
}
