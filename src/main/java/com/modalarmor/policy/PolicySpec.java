package com.modalarmor.policy;

import com.modalarmor.detect.TurnWindow;
import com.modalarmor.detect.pii.PiiSelection;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.settings.Sha256;
import com.modalarmor.verdict.FindingType;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * A policy as written in a file. Immutable.
 *
 * @param shadow decide and record, but apply nothing
 * @param rules the rules of each section
 * @param turns how much of a conversation is read as one text
 * @param pii which personal data is looked for
 * @param canary a random word is added to each system instruction, and must not come back
 * @param stream how streamed answers are held back
 * @param uninspected what happens when part of the content cannot be read (images, audio): FLAG or
 *     BLOCK
 * @param answers where answers are shown, and where they may lead
 * @param refuseWith403 a blocked prompt is answered with status 403 instead of the wire's own 200
 * @param vectors who may do what in vector collections
 * @param names names of people, places and organisations, ages and groups are looked for
 */
public record PolicySpec(
    String name,
    boolean shadow,
    Map<Section, Rules> rules,
    TurnWindow turns,
    PiiSelection pii,
    boolean canary,
    StreamRules stream,
    Action uninspected,
    AnswerRules answers,
    boolean refuseWith403,
    VectorSpec vectors,
    boolean names) {

  private static final String LEAK = "system-prompt-leak";
  private static final int TURNS_MAX = 256;
  private static final int TURN_CHARS_MAX = 65_536;

  /** How a blocked prompt is answered. */
  enum Refusing {
    WIRE,
    HTTP_403
  }

  enum Switch {
    ON,
    OFF
  }

  enum Mode {
    ENFORCE,
    SHADOW
  }

  /** Reads one policy; faults are collected in {@code reader}. */
  public static PolicySpec read(String name, SettingsReader reader) {
    Mode mode = reader.choice("mode", Mode.class, Mode.ENFORCE);
    Refusing refusing = reader.choice("blocked-prompt", Refusing.class, Refusing.WIRE);
    Action uninspected = reader.choice("uninspected", Action.class, Action.FLAG);
    if (uninspected != Action.FLAG && uninspected != Action.BLOCK) {
      reader.fault("uninspected", "must be flag or block");
    }
    Map<Section, Rules> rules = readRules(reader);
    return new PolicySpec(
        name,
        mode == Mode.SHADOW,
        rules,
        readTurns(reader.section("turns")),
        PiiRules.read(reader.section("pii"), rules),
        reader.choice("canary", Switch.class, Switch.OFF) == Switch.ON,
        StreamRules.read(reader.section("stream")),
        uninspected,
        AnswerRules.read(reader.section("answers")),
        refusing == Refusing.HTTP_403,
        VectorSpec.read(reader.section("vectors")),
        reader.choice("names", Switch.class, Switch.OFF) == Switch.ON);
  }

  /** The same with other grants of vector access. */
  PolicySpec granting(VectorSpec others) {
    return new PolicySpec(name, shadow, rules, turns, canary, uninspected, refuseWith403, others);
  }

  private static Map<Section, Rules> readRules(SettingsReader reader) {
    Map<Section, Rules> rules = new EnumMap<>(Section.class);
    for (Section section : Section.values()) {
      SettingsReader said = reader.section(section.wireName());
      rules.put(
          section,
          section.fallsBackToInput()
              ? Rules.readOver(rules.get(Section.INPUT), said)
              : Rules.read(said, section == Section.OUTPUT));
    }
    readLeak(reader, rules.get(Section.OUTPUT));
    if (rules.get(Section.OUTPUT).tokenises()) {
      reader.fault("output", "must not tokenise: an answer goes to the caller, who needs no token");
    }
    return rules;
  }

  /** A setting of its own, so that it stands beside the canary; one of the types all the same. */
  private static void readLeak(SettingsReader reader, Rules output) {
    if (reader.has(LEAK)) {
      String type = FindingType.SYSTEM_PROMPT_LEAK.name();
      if (output.types().containsKey(type)) {
        reader.fault(LEAK, "is said under output.types." + type + ", too");
      }
      Rule shipped = output.of(FindingType.SYSTEM_PROMPT_LEAK);
      output.types().put(type, Rule.read(reader.section(LEAK), shipped));
    }
  }

  private static TurnWindow readTurns(SettingsReader section) {
    return new TurnWindow(
        section.integer("last", TurnWindow.DEFAULT.turnsMax(), 0, TURNS_MAX),
        section.integer("characters", TurnWindow.DEFAULT.charsMax(), 0, TURN_CHARS_MAX));
  }

  /** Eight hex digits of the SHA-256 over the content: tells two versions of a policy apart. */
  String fingerprint() {
    return Sha256.over(toString().getBytes(StandardCharsets.UTF_8)).hex().substring(0, 8);
  }
}
