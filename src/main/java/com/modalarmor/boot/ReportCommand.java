package com.modalarmor.boot;

import com.modalarmor.audit.AccessTally;
import com.modalarmor.policy.VectorSpec;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Reports for those who answer for the data. */
@Command(
    name = "report",
    description = "Reports from policies and the audit log.",
    mixinStandardHelpOptions = true,
    subcommands = ReportCommand.Access.class)
final class ReportCommand implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Who could read which vector collections, who did, who was denied. */
  @Command(
      name = "access",
      description =
          "Who could read which vector collections, who did, who was denied, from the policies and"
              + " the audit log. Whether that log is whole says `audit verify`.",
      mixinStandardHelpOptions = true)
  static final class Access implements Callable<Integer> {

    @Option(names = "--audit", required = true, description = "Folder of the audit log.")
    private Path audit;

    @Option(names = "--policies", description = "Folder of policies. Default: the packaged one.")
    private Path policies;

    @Option(names = "--tenant", defaultValue = "", description = "One tenant. Default: all.")
    private String tenant;

    @Option(names = "--from", defaultValue = "", description = "ISO time, UTC; inclusive.")
    private String from;

    @Option(names = "--until", defaultValue = "", description = "ISO time, UTC; exclusive.")
    private String until;

    @Option(names = "--text", description = "Tables for people. Default: JSON.")
    private boolean text;

    @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      AccessTally tally = new AccessTally(tenant);
      List<Path> files;
      try (Stream<Path> all = Files.list(audit)) {
        files = all.filter(file -> file.toString().endsWith(".jsonl")).sorted().toList();
      }
      if (files.isEmpty()) {
        throw new CommandFailure("there is no audit log in " + audit);
      }
      for (Path file : files) {
        try (InputStream in = Files.newInputStream(file)) {
          tally.add(in, from, until);
        }
      }
      AccessReport report = new AccessReport(grants(), tally, tenant, from, until);
      PrintWriter out = spec.commandLine().getOut();
      if (text) {
        new AccessReportText(report).print(out);
      } else {
        out.println(new String(report.json(), StandardCharsets.UTF_8));
      }
      out.flush();
      return 0;
    }

    private Map<String, VectorSpec> grants() throws IOException {
      Map<String, VectorSpec> grants = new TreeMap<>();
      if (policies == null) {
        try (InputStream in =
            getClass().getClassLoader().getResourceAsStream("conf/policies/default.yaml")) {
          grants.put("default", spec(SettingsFile.parse(in, "conf/policies/default.yaml")));
        }
        return grants;
      }
      try (Stream<Path> files = Files.list(policies)) {
        for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
          String name = file.getFileName().toString();
          grants.put(name.substring(0, name.length() - 5), spec(SettingsFile.read(file)));
        }
      }
      return grants;
    }

    private static VectorSpec spec(Map<String, Object> tree) {
      return VectorSpec.read(SettingsReader.of(tree, Map.of(), Path.of(".")).section("vectors"));
    }
  }
}
