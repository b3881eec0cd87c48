package com.modalarmor.pipeline;

import com.modalarmor.chat.Direction;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import com.modalarmor.chat.Trust;
import com.modalarmor.chat.Usage;
import com.modalarmor.detect.ScanJob;
import com.modalarmor.vector.GroundingSettings;
import com.modalarmor.vector.Hit;
import com.modalarmor.vector.ProbeWatch;
import com.modalarmor.vector.Space;
import com.modalarmor.vector.VectorCodec;
import com.modalarmor.vector.VectorFault;
import com.modalarmor.vector.VectorJob;
import com.modalarmor.vector.VectorLanes;
import com.modalarmor.vector.VectorReply;
import com.modalarmor.vector.VectorRequest;
import com.modalarmor.vector.VectorResult;
import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Subject;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Refusal.Reason;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The stage of a chat request that fetches passages of a collection with the caller's rights: the
 * question is embedded, the nearest rows are fetched, inspected and cut to length. Confined to one
 * ingress loop.
 *
 * <p>Whatever fails here is a refusal: an answer that should stand on documents does not come
 * without them.
 */
public final class Grounding {

  /** Names the collection, e.g. {@code handbook}. */
  public static final String HEADER = "x-modal-armor-ground-on";

  /** How many passages. */
  public static final String PASSAGES_HEADER = "x-modal-armor-ground-k";

  // The same with their hashes: each request is asked for both.
  private static final CharSequence ON_NAME = HttpHeaders.createOptimized(HEADER);
  private static final CharSequence PASSAGES_NAME = HttpHeaders.createOptimized(PASSAGES_HEADER);

  private static final int NAME_CHARS_MAX = 512;
  private static final int QUESTION_CHARS_MAX = 8_192;

  private final GroundingSettings settings;
  private final boolean offered;
  private final VectorLanes.Client vectors;
  private final ProbeWatch probes;

  /**
   * @param offered false where there is no store, or no model to embed with
   */
  public Grounding(
      GroundingSettings settings, boolean offered, VectorLanes.Client vectors, ProbeWatch probes) {
    this.settings = settings;
    this.offered = offered;
    this.vectors = vectors;
    this.probes = probes;
  }

  /** What the request asks for; null when it does not ask to be grounded. */
  GroundOn wanted(Exchange x, Intake in) {
    String name = in.header(ON_NAME);
    String count = in.header(PASSAGES_NAME);
    if (name == null) {
      if (count != null) {
        throw new Refusal(Reason.MALFORMED_BODY, PASSAGES_HEADER + " needs " + HEADER + ".");
      }
      return null;
    }
    if (!offered) {
      throw new Refusal(
          Reason.NOT_FOUND, "Grounding needs vector.store and vector.embedding.model.");
    }
    if (name.isEmpty() || name.length() > NAME_CHARS_MAX) {
      throw new Refusal(Reason.MALFORMED_BODY, HEADER + " holds the name of a collection.");
    }
    Subject subject = Acting.subject(x.caller, in);
    List<String> compartments = new ArrayList<>(subject.label().compartments());
    compartments.remove(Label.QUARANTINE); // what is in there is for eyes, never for a model
    return new GroundOn(
        name,
        subject.at(Label.of(subject.label().level(), compartments)),
        count == null ? settings.passages() : number(count));
  }

  private int number(String text) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      value = digit < 0 || digit > 9 || value > settings.passagesMax() ? -1 : value * 10 + digit;
      if (value < 0) {
        break;
      }
    }
    if (value < 1 || value > settings.passagesMax()) {
      throw new Refusal(
          Reason.MALFORMED_BODY, PASSAGES_HEADER + " is 1 to " + settings.passagesMax() + ".");
    }
    return value;
  }

  /** The passages, nearest first, each inspected by itself; none when nothing is permitted. */
  Future<List<String>> passages(Exchange x, String question) {
    if (question.isEmpty()) {
      throw new Refusal(Reason.MALFORMED_BODY, "The body: nothing is asked in words.");
    }
    VectorRequest.Path path =
        new VectorRequest.Path(Space.DEFAULT_TENANT, Space.DEFAULT_DATABASE, x.ground.collection());
    VectorRequest request =
        new VectorRequest.Retrieve(path, end(question), null, x.ground.passages());
    return vectors
        .call(new VectorJob(x.policy, x.ground.subject(), new Fetching(request), NO_BODY, null))
        .map(reply -> passages(x, reply));
  }

  private static final byte[] NO_BODY = {};

  private List<String> passages(Exchange x, VectorReply reply) {
    VectorPipeline.note(x, reply, probes);
    if (reply.fault() != null) {
      throw refusal(reply.fault());
    }
    List<String> passages = new ArrayList<>();
    for (Hit hit : ((VectorResult.Hits) reply.result()).hits().get(0)) {
      passages.add(beginning(hit.row().document()));
    }
    return passages;
  }

  /** In our own words: those of the vector wire speak of what a chat caller never sent. */
  private static Refusal refusal(VectorFault fault) {
    Reason reason = VectorPipeline.reason(fault.kind());
    return switch (fault.kind()) {
      case NOT_FOUND -> new Refusal(reason, "There is no such collection for this credential.");
      case FORBIDDEN -> new Refusal(reason, "This credential may not query that collection.");
      case INVALID ->
          new Refusal(
              reason, "The collection's vectors are not those of the gateway's embedding model.");
      default -> new Refusal(reason);
    };
  }

  /** A question stands at the end of what is said. */
  private static String end(String text) {
    int from = Math.max(0, text.length() - QUESTION_CHARS_MAX);
    return text.substring(
        from > 0 && Character.isLowSurrogate(text.charAt(from)) ? from + 1 : from);
  }

  private String beginning(String text) {
    int end = Math.min(text.length(), settings.passageCharsMax());
    boolean halves = end < text.length() && Character.isHighSurrogate(text.charAt(end - 1));
    return text.substring(0, halves ? end - 1 : end);
  }

  /** All passages read as one text: what is harmless in each may be an order in the row. */
  static ScanJob together(Exchange x, List<String> passages) {
    byte[] size = String.join("\n", passages).getBytes(StandardCharsets.UTF_8);
    List<Part> parts = new ArrayList<>(passages.size());
    for (int i = 0; i < passages.size(); i++) {
      String text = i == 0 ? passages.get(i) : "\n" + passages.get(i);
      parts.add(new Part(Trust.RETRIEVED, text, 0, 0, 0, 0, false));
    }
    return new ScanJob(
        List.of(size),
        bodies -> new Document(bodies, parts, List.of(), Usage.UNKNOWN, List.of(), true),
        x.policy.plan(),
        Direction.BY_TRUST);
  }

  Spotlight spotlight(List<String> passages) {
    return Spotlight.on(passages, settings.spotlight());
  }

  /** The request is there already, and its answer is taken as it is. Immutable. */
  private record Fetching(VectorRequest request) implements VectorCodec {

    @Override
    public VectorRequest decode(byte[] body, Label label) {
      return request;
    }

    @Override
    public byte[] encode(VectorResult result) {
      return NO_BODY;
    }

    @Override
    public int status(VectorResult result) {
      return 200;
    }
  }
}
