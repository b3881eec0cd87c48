package com.modalarmor.upstream.gemini;

import com.modalarmor.chat.Part;
import com.modalarmor.json.JsonCursor;
import com.modalarmor.json.JsonRelay;
import java.util.ArrayList;
import java.util.List;

/**
 * Sees in the walk of a reply which strings are pieces of one argument of a tool call ({@code
 * partialArgs}, of which those with one {@code jsonPath} belong together until one of them does not
 * say {@code willContinue}); the walk itself is that of the texts. For one walk; single-threaded.
 */
final class GeminiPieces extends JsonRelay {

  /** From here on groups are arguments: which, by a hash of the path, and of which candidate. */
  static final int ARGUMENTS = 1 << 30;

  private static final int CANDIDATE_BITS = 6;
  private static final int OBJECT_DEPTH = 8;

  private final GeminiTexts texts;
  private final List<Integer> closing = new ArrayList<>(0);
  private int piece = -1;
  private String path = "";
  private boolean goesOn;

  GeminiPieces(GeminiTexts texts) {
    super(texts);
    this.texts = texts;
  }

  /** True inside {@code candidates[i].content.parts[j].functionCall.partialArgs[k]}. */
  private static boolean isPiece(JsonCursor at) {
    return at.depth() >= OBJECT_DEPTH
        && at.is(0, "candidates")
        && at.is(3, "parts")
        && (at.is(5, "functionCall") || at.is(5, "function_call"))
        && (at.is(6, "partialArgs") || at.is(6, "partial_args"));
  }

  /** True for the string of a piece. */
  static boolean isText(JsonCursor at) {
    return at.depth() == OBJECT_DEPTH + 1
        && (at.is(OBJECT_DEPTH, "stringValue") || at.is(OBJECT_DEPTH, "string_value"))
        && isPiece(at);
  }

  static boolean isArgument(int group) {
    return group >= ARGUMENTS;
  }

  /** The group once the number of the candidate is known. */
  static int ofCandidate(int group, int candidate) {
    return group | (candidate & (1 << CANDIDATE_BITS) - 1);
  }

  /** Groups of which the last piece is in this reply. */
  int[] closed() {
    return closing.stream().mapToInt(i -> texts.parts().get(i).group()).toArray();
  }

  @Override
  public void enter(JsonCursor at, boolean array, int start) {
    if (!array && at.depth() == OBJECT_DEPTH && isPiece(at)) {
      piece = -1;
      path = "";
      goesOn = false;
    }
    super.enter(at, array, start);
  }

  @Override
  public void leave(JsonCursor at, boolean array, int end) {
    if (!array && piece >= 0 && at.depth() == OBJECT_DEPTH && isPiece(at)) {
      Part part = texts.parts().get(piece);
      int hash = (path.hashCode() * 0x9E3779B9 >>> (CANDIDATE_BITS + 2)) << CANDIDATE_BITS;
      texts.parts().set(piece, part.with(part.trust(), ARGUMENTS | hash, part.turn()));
      if (!goesOn) {
        closing.add(piece);
      }
      piece = -1;
    }
    super.leave(at, array, end);
  }

  @Override
  public void string(JsonCursor at, String text, int start, int end) {
    super.string(at, text, start, end);
    if (isText(at)) {
      piece = texts.parts().size() - 1;
    } else if (isPiece(at) && at.depth() == OBJECT_DEPTH + 1) {
      path = at.lastName().equals("jsonPath") || at.lastName().equals("json_path") ? text : path;
    }
  }

  @Override
  public void literal(JsonCursor at, Boolean value) {
    boolean says = at.lastName().equals("willContinue") || at.lastName().equals("will_continue");
    if (says && at.depth() == OBJECT_DEPTH + 1 && isPiece(at)) {
      goesOn = Boolean.TRUE.equals(value);
    }
    super.literal(at, value);
  }
}
