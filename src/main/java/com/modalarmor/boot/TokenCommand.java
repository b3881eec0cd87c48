package com.modalarmor.boot;

import com.modalarmor.identity.TokenMint;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Mints a JWT from a key file, for tests and demos. */
@Command(
    name = "token",
    description = "Mint a JWT from a key file, for tests and demos.",
    mixinStandardHelpOptions = true)
final class TokenCommand implements Callable<Integer> {

  @Option(
      names = "--key",
      required = true,
      description = "PKCS#8 private key in PEM (P-256 or RSA), or a raw secret (*.hmac).")
  private Path key;

  @Option(names = "--kid", defaultValue = "", description = "Key id. Default: none.")
  private String keyId;

  @Option(names = "--tenant", required = true)
  private String tenant;

  @Option(names = "--issuer", required = true)
  private String issuer;

  @Option(names = "--audience", required = true)
  private String audience;

  @Option(names = "--subject", defaultValue = "demo-user", description = "Default: demo-user.")
  private String subject;

  @Option(names = "--role", split = ",", description = "Roles, comma-separated.")
  private List<String> roles = List.of();

  @Option(names = "--clearance", defaultValue = "", description = "public … top_secret.")
  private String clearance;

  @Option(names = "--compartment", split = ",", description = "Compartments, comma-separated.")
  private List<String> compartments = List.of();

  @Option(names = "--ttl-s", defaultValue = "3600", description = "Seconds. Default: 3600.")
  private long ttlS;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine()
        .getOut()
        .println(
            TokenMint.of(key, keyId)
                .mint(
                    new TokenMint.Claims(
                        issuer, audience, tenant, subject, roles, clearance, compartments, ttlS)));
    spec.commandLine().getOut().flush();
    return 0;
  }
}
