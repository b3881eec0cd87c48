package com.modalarmor.pipeline;

import com.modalarmor.identity.Caller;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Level;
import com.modalarmor.vector.rights.Subject;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import java.util.LinkedHashSet;
import java.util.Set;

/** Whom a vector store sees: the caller, or less of him where he asks for that. Stateless. */
final class Acting {

  private Acting() {}

  /** The caller with the label of the header {@value VectorPipeline#CLEARANCE_HEADER}, if any. */
  static Subject subject(Caller caller, Intake in) {
    Subject subject = subject(caller);
    Label lower = label(in, VectorPipeline.CLEARANCE_HEADER);
    if (lower == null) {
      return subject;
    }
    if (!subject.label().dominates(lower)) {
      throw new Refusal(
          Reason.FORBIDDEN, "A request may act with less clearance, never with more.");
    }
    return subject.at(lower);
  }

  /** A compartment that no label can have opens nothing, so it is left out. */
  private static Subject subject(Caller caller) {
    Set<String> compartments = new LinkedHashSet<>();
    for (String compartment : caller.compartments()) {
      if (Label.validCompartment(compartment)) {
        compartments.add(compartment);
      }
    }
    if (compartments.size() > Label.COMPARTMENTS_MAX) {
      throw new Refusal(
          Reason.FORBIDDEN,
          "At most " + Label.COMPARTMENTS_MAX + " compartments; act with fewer of them.");
    }
    Level level = Level.of(caller.clearance());
    return new Subject(
        caller.tenant().id(),
        caller.actor(),
        caller.roles(),
        Label.of(level == null ? Level.PUBLIC : level, compartments));
  }

  /** The label of a header; null when there is none. */
  static Label label(Intake in, String header) {
    String text = in.header(header);
    if (text == null) {
      return null;
    }
    Label label = Label.parse(text);
    if (label == null) {
      throw new Refusal(
          Reason.MALFORMED_BODY,
          "The header " + header + " holds a level and compartments, such as secret;hr,eng.");
    }
    return label;
  }
}
