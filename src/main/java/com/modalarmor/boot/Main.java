package com.modalarmor.boot;

import com.modalarmor.settings.InvalidSettings;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: one jar, one command per job. Exit codes: 0 ok, 1 failed, 2 usage. */
@Command(
    name = "modal-armor",
    description = "A security gateway between applications and Google Gemini.",
    mixinStandardHelpOptions = true,
    version = "modal-armor 0.1.0",
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      InspectCommand.class,
      EvaluateCommand.class,
      TrainCommand.class,
      TrainNamesCommand.class,
      LearnCommand.class,
      KeysCommand.class,
      TokenCommand.class,
      ReportCommand.class
    })
public final class Main implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new Main())
        // The same words are written small in JSON and in policies.
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::explain)
        .execute(arguments);
  }

  /** People get the message; stack traces are for us, and may hold what must not be shown. */
  private static int explain(Exception e, CommandLine command, CommandLine.ParseResult result) {
    String message =
        e instanceof InvalidSettings || e instanceof CommandFailure
            ? e.getMessage()
            : e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    command.getErr().println("modal-armor: " + message);
    return CommandLine.ExitCode.SOFTWARE;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
