package com.modalarmor.boot;

import com.modalarmor.chat.Direction;
import com.modalarmor.detect.Detectors;
import com.modalarmor.detect.ScanJob;
import com.modalarmor.detect.Scanned;
import com.modalarmor.detect.Scanner;
import com.modalarmor.dialect.inspect.InspectAnswer;
import com.modalarmor.dialect.inspect.InspectDecoder;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.json.JsonLimits;
import com.modalarmor.json.LineReader;
import com.modalarmor.policy.CompiledPolicy;
import com.modalarmor.redact.GatewayKey;
import com.modalarmor.redact.Masking;
import com.modalarmor.redact.Placeholders;
import com.modalarmor.redact.TenantKeys;
import com.modalarmor.settings.Secret;
import com.modalarmor.verdict.Refusal;
import com.modalarmor.verdict.Verdict;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Inspects JSON lines in a batch: one answer line for each input line, progress on stderr. */
@Command(
    name = "inspect",
    description = {
      "Inspect JSON lines: {\"id\",\"text\",\"direction\":\"input\"|\"output\"} in, one answer a"
          + " line out.",
      "Input may bear \"trust\":\"user\"|\"retrieved\"|\"tool\"|\"system\": where the text comes"
          + " from.",
      "Reports every finding. A line that cannot be read is answered with \"error\"; exit code 1"
          + " then."
    },
    mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {

  /** What is hashed or encrypted here is for the eye alone: the key ends with the command. */
  private static final TenantKeys KEYS = GatewayKey.of(Secret.NONE).of("inspect");

  @Parameters(arity = "0..*", paramLabel = "FILE", description = "Default: standard input.")
  private List<Path> files = List.of();

  @Option(names = "--policy", description = "Another policy file than the packaged default.")
  private Path policyFile;

  @Override
  public Integer call() throws IOException {
    Detectors detectors = Policies.detectors(Path.of(""), Path.of(""));
    CompiledPolicy policy =
        policyFile == null ? Policies.packaged(detectors) : Policies.one(policyFile, detectors);
    Batch batch = new Batch(policy.reportingAll(detectors).reportingNames(), total());
    // The raw stream: answers are bytes, and may be many.
    try (OutputStream out = new BufferedOutputStream(new PrintStream(System.out, false), 1 << 16)) {
      if (files.isEmpty()) {
        batch.run(System.in, out);
      }
      for (Path file : files) {
        try (InputStream in = Files.newInputStream(file)) {
          batch.run(in, out);
        }
      }
    }
    batch.progress.end();
    return batch.faults == 0 ? 0 : 1;
  }

  private long total() throws IOException {
    long bytes = 0;
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        throw new CommandFailure("file is missing or unreadable: " + file);
      }
      bytes += Files.size(file);
    }
    return bytes;
  }

  /** The state of one run. Single-threaded. */
  private static final class Batch {

    final BatchProgress progress;
    long faults;
    private final CompiledPolicy policy;
    private final InspectDecoder decoder = new InspectDecoder(JsonLimits.DEFAULT);
    private final Scanner scanner = new Scanner();

    Batch(CompiledPolicy policy, long bytesTotal) {
      this.policy = policy;
      this.progress = new BatchProgress(bytesTotal, System.err);
    }

    void run(InputStream source, OutputStream out) throws IOException {
      LineReader lines = new LineReader(new BufferedInputStream(source, 1 << 16));
      byte[] line;
      while ((line = lines.next()) != null) {
        if (!LineReader.isBlank(line)) {
          out.write(answer(line));
          out.write('\n');
        }
        progress.add(line.length + 1);
      }
    }

    private byte[] answer(byte[] line) {
      try {
        Scanned scanned =
            scanner.inspect(
                new ScanJob(List.of(line), decoder, policy.plan().scored(), Direction.BY_TRUST));
        if (scanned.document().batch()) {
          throw new Refusal(
              Refusal.Reason.MALFORMED_BODY,
              "The line: \"inputs\" is for the route; one text a line.");
        }
        List<Verdict> verdicts = policy.decideEach(scanned.result(), Direction.BY_TRUST);
        Masking masking =
            policy.masking(scanned.result(), Direction.BY_TRUST, KEYS, Placeholders.of(KEYS, ""));
        return JsonBytes.object(
            out -> InspectAnswer.write(out, scanned, 0, verdicts.get(0), masking, finding -> true));
      } catch (Refusal refusal) {
        faults++;
        long number = progress.lines() + 1;
        return JsonBytes.object(
            out -> {
              out.writeNumberField("line", number);
              out.writeStringField("error", refusal.getMessage());
            });
      }
    }
  }
}
