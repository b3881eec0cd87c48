package com.modalarmor.boot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.modalarmor.audit.AccessTally;
import com.modalarmor.json.JsonBytes;
import com.modalarmor.policy.VectorOperation;
import com.modalarmor.policy.VectorSpec;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
      description = "Who could read which vector collections, who did, who was denied; as JSON.",
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
      Map<String, VectorSpec> grants = grants();
      byte[] report = JsonBytes.object(out -> write(out, grants, tally));
      spec.commandLine().getOut().println(new String(report, StandardCharsets.UTF_8));
      spec.commandLine().getOut().flush();
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

    private static void write(JsonGenerator out, Map<String, VectorSpec> grants, AccessTally tally)
        throws IOException {
      out.writeArrayFieldStart("could_read");
      for (Map.Entry<String, VectorSpec> policy : grants.entrySet()) {
        for (String role : policy.getValue().roles().stream().sorted().toList()) {
          for (VectorSpec.Grant grant : policy.getValue().grants(role)) {
            could(out, policy.getKey(), role, grant);
          }
        }
      }
      out.writeEndArray();
      out.writeStringField(
          "rule",
          "of these collections the rows whose level is at most the caller's clearance and whose"
              + " compartments are among the caller's");
      out.writeArrayFieldStart("did");
      for (Map.Entry<AccessTally.Key, AccessTally.Line> entry : tally.lines().entrySet()) {
        did(out, entry.getKey(), entry.getValue());
      }
      out.writeEndArray();
      out.writeArrayFieldStart("denied");
      for (Map.Entry<AccessTally.Key, AccessTally.Line> entry : tally.lines().entrySet()) {
        if (!entry.getValue().denied().isEmpty()) {
          denied(out, entry.getKey(), entry.getValue());
        }
      }
      out.writeEndArray();
      out.writeNumberField("unreadable_lines", tally.unreadable());
      out.writeNumberField("records_beyond_the_bound", tally.beyond());
    }

    private static void could(JsonGenerator out, String policy, String role, VectorSpec.Grant grant)
        throws IOException {
      out.writeStartObject();
      out.writeStringField("policy", policy);
      out.writeStringField("role", role);
      texts(out, "collections", grant.collections());
      operations(out, "any", grant.any());
      operations(out, "own", grant.own());
      out.writeEndObject();
    }

    private static void operations(JsonGenerator out, String name, Set<VectorOperation> operations)
        throws IOException {
      texts(out, name, operations.stream().sorted().map(VectorOperation::wireName).toList());
    }

    private static void did(JsonGenerator out, AccessTally.Key key, AccessTally.Line line)
        throws IOException {
      begin(out, key);
      out.writeNumberField("requests", line.requests());
      out.writeNumberField("rows", line.rows());
      numbers(out, "operations", line.operations());
      texts(out, "labels", line.labels());
      out.writeNumberField("quarantined", line.quarantined());
      out.writeStringField("first", line.first());
      out.writeStringField("last", line.last());
      out.writeEndObject();
    }

    private static void denied(JsonGenerator out, AccessTally.Key key, AccessTally.Line line)
        throws IOException {
      begin(out, key);
      numbers(out, "by_level", line.denied());
      out.writeBooleanField("probing", line.probing());
      out.writeEndObject();
    }

    private static void begin(JsonGenerator out, AccessTally.Key key) throws IOException {
      out.writeStartObject();
      out.writeStringField("tenant", key.tenant());
      out.writeStringField("actor", key.actor());
      out.writeStringField("collection", key.collection());
    }

    private static void texts(JsonGenerator out, String name, Collection<String> texts)
        throws IOException {
      out.writeArrayFieldStart(name);
      for (String text : texts) {
        out.writeString(text);
      }
      out.writeEndArray();
    }

    private static void numbers(JsonGenerator out, String name, Map<String, Long> numbers)
        throws IOException {
      out.writeObjectFieldStart(name);
      for (Map.Entry<String, Long> entry : numbers.entrySet()) {
        out.writeNumberField(entry.getKey(), entry.getValue());
      }
      out.writeEndObject();
    }
  }
}
