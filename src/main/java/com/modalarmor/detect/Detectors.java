package com.modalarmor.detect;

import com.modalarmor.chat.Direction;
import com.modalarmor.chat.Document;
import com.modalarmor.chat.Part;
import com.modalarmor.chat.Trust;
import com.modalarmor.chat.Usage;
import com.modalarmor.classify.AttackModel;
import com.modalarmor.detect.match.MultiPattern;
import com.modalarmor.detect.match.SharedLiterals;
import com.modalarmor.detect.output.CommandDetector;
import com.modalarmor.detect.output.UnsafeOutputDetector;
import com.modalarmor.detect.pii.PiiDetector;
import com.modalarmor.detect.pii.PiiPack;
import com.modalarmor.detect.pii.PiiSelection;
import com.modalarmor.detect.secret.SecretDetector;
import com.modalarmor.detect.secret.SecretPack;
import com.modalarmor.detect.url.ExfiltrationDetector;
import com.modalarmor.detect.url.MaliciousUrlDetector;
import com.modalarmor.similar.KnownAttacks;
import com.modalarmor.text.Views;
import com.modalarmor.text.url.Origins;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All detectors, by name; the one place to add a new one. Immutable. */
public final class Detectors {

  private static final int WARM_UP_ROUNDS = 300;
  private static final Document WARM_UP =
      new Document(
          List.of(),
          List.of(
              new Part(
                  Trust.USER,
                  "Please write to jane.roe@example.com, call +1 415-555-2671 or see"
                      + " https://example.com/a?b=c; the card is 4111 1111 1111 1111. Grüße aus"
                      + " Köln.",
                  0,
                  0,
                  0,
                  -1,
                  false)),
          List.of(),
          Usage.UNKNOWN,
          List.of(),
          false);

  private final SignaturePack signatures;
  private final AttackModel model;

  /** What is looked for in one pass over each text. */
  private final LiteralPasses literals;

  /** All but signatures, model and personal data. */
  private final List<Detector> others;

  private final KnownAttacks known;
  private final SecretDetector secrets;
  private final CommandDetector commands;

  /** By choice of a policy, compiled once; as many as there are policies. */
  private final Map<PiiSelection, PiiDetector> pii;

  private Detectors(
      SignaturePack signatures,
      AttackModel model,
      KnownAttacks known,
      SecretDetector secrets,
      CommandDetector commands,
      Map<PiiSelection, PiiDetector> pii) {
    this.signatures = signatures;
    this.model = model;
    this.known = known;
    this.secrets = secrets;
    this.commands = commands;
    this.pii = pii;
    MultiPattern ofSecrets = secrets.patterns();
    MultiPattern ofCommands = commands.patterns();
    literals =
        new LiteralPasses(
            new SharedLiterals(List.of(signatures.patterns(false), ofSecrets, ofCommands)),
            new SharedLiterals(List.of(signatures.patterns(true), ofSecrets, ofCommands)));
    others =
        List.of(
            new SimilarityDetector(known),
            secrets.sharing(literals),
            new MaliciousUrlDetector(),
            new UnsafeOutputDetector(),
            commands.sharing(literals),
            new CanaryDetector(),
            new LeakDetector());
  }

  /** The shipped detectors with a pack of signatures, an index of known attacks and a model. */
  public static Detectors of(SignaturePack signatures, KnownAttacks known, AttackModel model) {
    return new Detectors(
        signatures,
        model,
        known,
        new SecretDetector(SecretPack.load(SecretPack.packaged())),
        new CommandDetector(),
        new ConcurrentHashMap<>());
  }

  /** The same detectors with another pack. */
  public Detectors with(SignaturePack newer) {
    return new Detectors(newer, model, known, secrets, commands, pii);
  }

  /** The pack that is shared by all tenants. */
  public SignaturePack signatures() {
    return signatures;
  }

  /**
   * Loads what detectors load on first use (Unicode tables, phone plans) and gives the compiler
   * something to work on. Blocking, a fraction of a second: at start, before requests come.
   */
  public void warmUp() {
    Views.warmUp();
    PiiDetector.warmUp();
    Scanner scanner = new Scanner();
    ScanPlan plan = plan();
    for (int i = 0; i < WARM_UP_ROUNDS; i++) {
      scanner.scan(WARM_UP, plan, Direction.INPUT);
    }
  }

  /** All of them, in order; each looks at the direction itself. */
  public ScanPlan plan() {
    return plan(TurnWindow.DEFAULT);
  }

  /** The same with a window of one's own for conversations. */
  public ScanPlan plan(TurnWindow window) {
    return plan(window, PiiSelection.DEFAULT);
  }

  /** The same with a choice of personal data. */
  public ScanPlan plan(TurnWindow window, PiiSelection selection) {
    return plan(window, selection, OwnDetection.NONE);
  }

  /** The same for one tenant. */
  public ScanPlan plan(TurnWindow window, PiiSelection selection, OwnDetection own) {
    return plan(window, selection, own, Origins.UNSAID);
  }

  /** The same with the places to which answers may lead. */
  public ScanPlan plan(
      TurnWindow window, PiiSelection selection, OwnDetection own, Origins origins) {
    List<Detector> detectors = new ArrayList<>();
    detectors.add(new SignatureDetector(signatures, literals));
    if (own.signatures() != null) {
      detectors.add(new SignatureDetector(own.signatures(), true));
    }
    detectors.add(new ModelDetector(own.model() == null ? model : own.model()));
    detectors.addAll(others);
    detectors.add(pii(selection));
    detectors.add(new ExfiltrationDetector(origins));
    return new ScanPlan(detectors, window);
  }

  private PiiDetector pii(PiiSelection selection) {
    return pii.computeIfAbsent(selection, asked -> PiiDetector.of(PiiPack.packaged(), asked));
  }
}
