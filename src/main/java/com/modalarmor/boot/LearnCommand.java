package com.modalarmor.boot;

import com.modalarmor.detect.SignaturePack;
import com.modalarmor.similar.LearnedAttack;
import com.modalarmor.similar.LearnedAttacks;
import com.modalarmor.similar.SketchMaker;
import com.modalarmor.verdict.FindingType;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Attacks that somebody confirmed: quarantine, promotion, and back. Nothing learns by itself. */
@Command(
    name = "learn",
    description = {
      "Teach the gateway attacks that you have confirmed, and take them back.",
      "An attack waits in quarantine until `promote` has shown that it touches no harmless text.",
      "Only a sketch is kept, never the text. Traffic teaches nothing."
    },
    mixinStandardHelpOptions = true,
    subcommands = LearnBuildCommand.class)
final class LearnCommand implements Runnable {

  private static final long TEXT_BYTES_MAX = 1 << 20;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "name one of: add, list, promote, revert, build");
  }

  /** The file that all subcommands work on. */
  static final class Learned {
    @Option(
        names = "--learned",
        defaultValue = "learned-attacks.jsonl",
        description =
            "File of learned attacks, as in similarity.learned-file. Default: ${DEFAULT-VALUE}.")
    Path file;

    LearnedAttacks open() {
      try {
        return LearnedAttacks.open(file);
      } catch (IOException e) {
        throw new CommandFailure(e.getMessage());
      }
    }
  }

  @Command(
      name = "add",
      description = "Put an attack into quarantine.",
      mixinStandardHelpOptions = true)
  int add(
      @Mixin Learned learned,
      @Option(
              names = "--type",
              required = true,
              description = "PROMPT_INJECTION, JAILBREAK, INDIRECT_INJECTION or PROMPT_EXTRACTION.")
          String type,
      @Option(names = "--by", required = true, description = "Who has confirmed it.") String by,
      @Parameters(paramLabel = "FILE", description = "The text; - = standard input.") Path text)
      throws IOException {
    byte[] content = read(text);
    String sha256 = SignaturePack.sha256(content);
    LearnedAttack attack =
        new LearnedAttack(
            new SketchMaker()
                .sketch(
                    sha256.substring(0, 16),
                    type(type),
                    new String(content, StandardCharsets.UTF_8))
                .orElseThrow(
                    () ->
                        new CommandFailure(
                            "the text is too short for a sketch; write a signature for it")),
            LearnedAttack.State.QUARANTINED,
            sha256,
            by,
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    try {
      learned.open().add(attack);
    } catch (IOException e) {
      throw new CommandFailure(e.getMessage());
    }
    say("quarantined " + attack.id());
    return 0;
  }

  @Command(name = "list", description = "Show what was learned.", mixinStandardHelpOptions = true)
  int list(@Mixin Learned learned) {
    for (LearnedAttack attack : learned.open().all()) {
      say(
          "%s  %-11s  %-18s  %s  %s"
              .formatted(
                  attack.id(),
                  attack.state().name().toLowerCase(Locale.ROOT),
                  attack.sketch().type().name(),
                  attack.addedAt(),
                  attack.addedBy()));
    }
    return 0;
  }

  @Command(
      name = "promote",
      description = {
        "Put a quarantined attack into force, if no harmless text resembles it.",
        "Harmless texts: the look-alikes of the signature pack, and the files that you give."
      },
      mixinStandardHelpOptions = true)
  int promote(
      @Mixin Learned learned,
      @Option(
              names = "--benign",
              paramLabel = "FILE",
              description = "Labelled JSON lines, plain or gzipped; rows labelled benign count.")
          List<Path> benign,
      @Parameters(paramLabel = "ID") String id)
      throws IOException {
    LearnedAttacks attacks = learned.open();
    LearnedAttack attack =
        attacks.find(id).orElseThrow(() -> new CommandFailure("there is no learned attack " + id));
    if (attack.state() != LearnedAttack.State.QUARANTINED) {
      throw new CommandFailure(
          id + " is " + attack.state().name().toLowerCase(Locale.ROOT) + ", not in quarantine");
    }
    PromotionGate gate = new PromotionGate(benign == null ? List.of() : benign);
    List<String> touched = gate.touchedBy(attack.sketch());
    if (!touched.isEmpty()) {
      touched.stream().limit(20).forEach(row -> say("resembles harmless text " + row));
      throw new CommandFailure(
          "refused: %d of %d harmless texts would be called attacks; %s stays in quarantine"
              .formatted(touched.size(), gate.texts(), id));
    }
    attacks.move(id, LearnedAttack.State.PROMOTED);
    say("promoted %s; 0 of %d harmless texts resemble it".formatted(id, gate.texts()));
    return 0;
  }

  @Command(
      name = "revert",
      description = "Take a learned attack back.",
      mixinStandardHelpOptions = true)
  int revert(@Mixin Learned learned, @Parameters(paramLabel = "ID") String id) {
    try {
      learned.open().move(id, LearnedAttack.State.REVERTED);
    } catch (IOException e) {
      throw new CommandFailure(e.getMessage());
    }
    say("reverted " + id);
    return 0;
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private static byte[] read(Path file) throws IOException {
    boolean standard = file.toString().equals("-");
    byte[] content =
        standard
            ? System.in.readNBytes((int) TEXT_BYTES_MAX + 1)
            : Files.isReadable(file) && Files.size(file) <= TEXT_BYTES_MAX
                ? Files.readAllBytes(file)
                : null;
    if (content == null || content.length > TEXT_BYTES_MAX) {
      throw new CommandFailure(
          "the text is missing, unreadable or longer than " + TEXT_BYTES_MAX + " bytes");
    }
    return content;
  }

  private static FindingType type(String name) {
    for (FindingType type : LearnedAttack.TYPES) {
      if (type.name().equals(name.toUpperCase(Locale.ROOT))) {
        return type;
      }
    }
    throw new CommandFailure(
        "--type: must be one of " + LearnedAttack.TYPES.stream().map(FindingType::name).toList());
  }
}
