package com.modalarmor.vector.rights;

import com.modalarmor.policy.VectorOperation;
import com.modalarmor.policy.VectorSpec;
import com.modalarmor.policy.VectorSpec.Grant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * What one class of subjects may do: the grants of all its roles, and its label compiled to
 * clauses. Immutable; compiled once for each (policy, roles, label) and shared by all subjects of
 * the class.
 *
 * <p>Read iff the subject dominates the row, write iff the row dominates the subject; so a row that
 * is there can be changed only by a subject of exactly its label.
 */
public final class Rights {

  private final List<Grant> grants;
  private final List<String> roles;
  private final Label label;
  private final Clause readable;
  private final Clause writable;

  private Rights(List<Grant> grants, List<String> roles, Label label) {
    this.grants = List.copyOf(grants);
    this.roles = List.copyOf(roles);
    this.label = label;
    this.readable = Clause.readable(label, "");
    this.writable = Clause.exactly(label, "");
  }

  static Rights compile(VectorSpec spec, Collection<String> roles, Label label) {
    List<Grant> grants = new ArrayList<>();
    roles.forEach(role -> grants.addAll(spec.grants(role)));
    return new Rights(grants, roles.stream().sorted().toList(), label);
  }

  /** In their order by name. */
  public List<String> roles() {
    return roles;
  }

  public Label label() {
    return label;
  }

  /** The widest of what the roles say. */
  public Scope scope(VectorOperation operation, String collection) {
    Scope scope = Scope.NONE;
    for (int i = 0; i < grants.size() && scope != Scope.ANY; i++) {
      Grant grant = grants.get(i);
      if (!grant.any().contains(operation) && !grant.own().contains(operation)) {
        continue;
      }
      if (grant.covers(collection)) {
        scope = grant.any().contains(operation) ? Scope.ANY : Scope.OWN;
      }
    }
    return scope;
  }

  public boolean may(VectorOperation operation, String collection) {
    return scope(operation, collection) != Scope.NONE;
  }

  /** True when some grant names the operation, for what is not about one collection. */
  public boolean mayAnywhere(VectorOperation operation) {
    for (Grant grant : grants) {
      if (grant.any().contains(operation)) {
        return true;
      }
    }
    return false;
  }

  /** True when anything at all is granted. */
  public boolean isAny() {
    for (Grant grant : grants) {
      if (!grant.any().isEmpty() || !grant.own().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** True when the collection is there at all for this class: anything is granted on it. */
  public boolean sees(String collection) {
    for (Grant grant : grants) {
      if ((!grant.any().isEmpty() || !grant.own().isEmpty()) && grant.covers(collection)) {
        return true;
      }
    }
    return false;
  }

  /** The rows that an operation which only reads may meet. */
  public Clause readable(VectorOperation operation, String collection, String actor) {
    return narrowed(readable, scope(operation, collection), actor);
  }

  /**
   * The rows that are there for this subject in a collection: what any reading operation shows. An
   * id among them is taken; one beyond them is not there.
   */
  public Clause visible(String collection, String actor) {
    Scope widest = Scope.NONE;
    for (VectorOperation operation : READING) {
      Scope scope = scope(operation, collection);
      widest = scope.compareTo(widest) > 0 ? scope : widest;
    }
    // What one may change is there, even where nothing may be read: else a write would tell.
    return narrowed(readable, widest == Scope.NONE ? Scope.OWN : widest, actor);
  }

  private static final List<VectorOperation> READING =
      List.of(
          VectorOperation.GET,
          VectorOperation.QUERY,
          VectorOperation.COUNT,
          VectorOperation.UPDATE,
          VectorOperation.DELETE,
          VectorOperation.RELABEL);

  /** The rows that an operation may change or remove. */
  public Clause writable(VectorOperation operation, String collection, String actor) {
    return narrowed(writable, scope(operation, collection), actor);
  }

  private static Clause narrowed(Clause clause, Scope scope, String actor) {
    return switch (scope) {
      case NONE -> Clause.NOTHING;
      case OWN -> new Clause(clause.levels(), clause.compartments(), actor);
      case ANY -> clause;
    };
  }
}
