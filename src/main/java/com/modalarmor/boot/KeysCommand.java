package com.modalarmor.boot;

import com.modalarmor.identity.ApiKeys;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes an API key: shown once, stored only as its hash. */
@Command(
    name = "keys",
    description = "Make an API key. It is shown once; only its hash is stored.",
    mixinStandardHelpOptions = true)
final class KeysCommand implements Callable<Integer> {

  @Option(names = "--id", defaultValue = "app", description = "Public name. Default: app.")
  private String id;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    if (id.isBlank() || id.contains("\n")) {
      throw new CommandLine.ParameterException(spec.commandLine(), "--id must be one word");
    }
    String key = ApiKeys.generate();
    PrintWriter out = spec.commandLine().getOut();
    out.println("key: " + key);
    out.println();
    out.println("# Put this under api-keys of the tenant's file:");
    out.println("  - id: " + id);
    out.println("    sha256: \"" + ApiKeys.sha256Hex(key) + "\"");
    out.println("    roles: [app]");
    out.flush();
    return 0;
  }
}
