package com.modalarmor.upstream.gemini;

import com.modalarmor.chat.Part;
import com.modalarmor.chat.Trust;
import java.util.List;

/**
 * The turns of a request. Their role may come after their parts, so what depends on it is settled
 * when a turn ends. For one walk; single-threaded.
 */
final class GeminiTurns {

  /** Marks a text of a turn until its group is known. */
  static final int OPEN_GROUP = Integer.MAX_VALUE;

  private int groups;
  private int begin;
  private boolean turn;
  private String role = "";
  private int lastBegin;
  private int lastEnd;
  private boolean lastOfModel;

  /** Its parts come next, from index {@code parts} on; {@code isTurn}: of the conversation. */
  void begins(int parts, boolean isTurn) {
    begin = parts;
    turn = isTurn;
    role = "";
  }

  void role(String name) {
    role = name;
  }

  void ends(List<Part> parts) {
    Trust trust = GeminiPlace.trustOfRole(role, turn);
    settle(parts, trust, turn ? groups : Part.OUTSIDE);
    groups++;
    if (turn) {
      lastBegin = begin;
      lastEnd = parts.size();
      lastOfModel = trust == Trust.MODEL;
    }
  }

  /** A model's turn that nothing follows was not written by the model: it has yet to answer. */
  void over(List<Part> parts) {
    for (int i = lastBegin; lastOfModel && i < lastEnd; i++) {
      Part part = parts.get(i);
      if (part.trust() == Trust.MODEL) {
        parts.set(i, part.with(Trust.USER, part.group(), part.turn()));
      }
    }
  }

  private void settle(List<Part> parts, Trust trust, int settledTurn) {
    for (int i = begin; i < parts.size(); i++) {
      Part part = parts.get(i);
      Trust settled = part.trust() == Trust.USER ? trust : part.trust();
      int group = part.group() == OPEN_GROUP ? groups : part.group();
      if (settled != part.trust() || group != part.group() || settledTurn != part.turn()) {
        parts.set(i, part.with(settled, group, settledTurn));
      }
    }
  }
}
