package com.modalarmor.boot;

import com.modalarmor.classify.LabelledText;
import com.modalarmor.classify.LabelledTexts;
import com.modalarmor.detect.SignaturePack;
import com.modalarmor.similar.Sketch;
import com.modalarmor.similar.SketchFile;
import com.modalarmor.similar.SketchMaker;
import com.modalarmor.verdict.FindingType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes the shipped file of sketches from labelled data. Attacks inside documents and templated
 * ones are left out: most of their words are somebody's harmless document.
 */
@Command(
    name = "build",
    description = {
      "Make the shipped file of known attacks from labelled JSON lines, and its index beside it.",
      "Left out: kind indirect and sources synth_*, whose words are mostly harmless documents."
    },
    mixinStandardHelpOptions = true)
final class LearnBuildCommand implements Callable<Integer> {

  @Option(names = "--data", required = true, description = "Labelled JSON lines, plain or gzipped.")
  private Path data;

  @Option(
      names = "--out",
      defaultValue = "conf/similar",
      description = "Folder for known-attacks.bin and .yaml. Default: ${DEFAULT-VALUE}.")
  private Path out;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    LabelledTexts texts;
    try {
      texts = LabelledTexts.read(data);
    } catch (IOException e) {
      throw new CommandFailure("--data: missing, unreadable or wrong: " + e.getMessage());
    }
    BatchProgress progress = new BatchProgress(0, System.err);
    SketchMaker maker = new SketchMaker();
    for (LabelledText row : texts.rows()) {
      if (!row.attack()) {
        maker.harmless(row.text());
        progress.add(row.text().length());
      }
    }
    List<Sketch> sketches = new ArrayList<>();
    Set<String> distinct = new HashSet<>();
    for (LabelledText row : texts.rows()) {
      if (row.attack() && !row.kind().equals("indirect") && !row.source().startsWith("synth_")) {
        maker
            .sketch(row.id(), type(row.kind()), row.text())
            .filter(sketch -> distinct.add(Arrays.toString(sketch.shingles())))
            .ifPresent(sketches::add);
        progress.add(row.text().length());
      }
    }
    progress.end();
    byte[] content = SketchFile.write(sketches);
    Files.createDirectories(out);
    Files.write(out.resolve("known-attacks.bin"), content);
    Files.writeString(
        out.resolve("known-attacks.yaml"),
        """
        # Sketches of known attacks: hashes of their rarest three words in a row, no text.
        sha256: %s
        sketches: %d
        data-sha256: %s
        command: java -jar target/modal-armor.jar learn build --data train.jsonl.gz
        """
            .formatted(SignaturePack.sha256(content), sketches.size(), texts.sha256()));
    spec.commandLine()
        .getOut()
        .println(sketches.size() + " sketches, " + content.length + " bytes");
    spec.commandLine().getOut().flush();
    return 0;
  }

  private static FindingType type(String kind) {
    return switch (kind) {
      case "jailbreak" -> FindingType.JAILBREAK;
      case "indirect" -> FindingType.INDIRECT_INJECTION;
      case "extraction" -> FindingType.PROMPT_EXTRACTION;
      default -> FindingType.PROMPT_INJECTION;
    };
  }
}
