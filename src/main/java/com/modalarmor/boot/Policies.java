package com.modalarmor.boot;

import com.modalarmor.detect.Detectors;
import com.modalarmor.detect.SignaturePack;
import com.modalarmor.policy.CompiledPolicy;
import com.modalarmor.policy.PolicyBook;
import com.modalarmor.policy.PolicySpec;
import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import com.modalarmor.tenant.Tenant;
import com.modalarmor.tenant.TenantSnapshot;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Loads detectors and policies at start: from a folder, or as packaged. Stateless. */
final class Policies {

  private static final String PACKAGED = "conf/policies/default.yaml";

  private Policies() {}

  /**
   * The detectors with the signature pack of {@code folder}, or the packaged one, and the known
   * attacks with what is promoted in {@code learned}, or only the shipped ones.
   */
  static Detectors detectors(Path folder, Path learned) {
    return Detectors.of(
        SignaturePack.load(
            folder.toString().isEmpty() ? SignaturePack.packaged() : SignaturePack.folder(folder)),
        KnownAttackFiles.load(learned));
  }

  static PolicyBook load(Path folder, Detectors detectors) {
    Map<String, CompiledPolicy> policies = new LinkedHashMap<>();
    if (folder.toString().isEmpty()) {
      policies.put(PolicyBook.DEFAULT, packaged(detectors));
      return new PolicyBook(policies);
    }
    List<String> faults = new ArrayList<>();
    for (Path file : files(folder)) {
      try {
        CompiledPolicy policy = one(file, detectors);
        policies.put(policy.name(), policy);
      } catch (InvalidSettings e) {
        faults.addAll(e.faults());
      }
    }
    if (faults.isEmpty() && !policies.containsKey(PolicyBook.DEFAULT)) {
      faults.add("policies.folder: holds no " + PolicyBook.DEFAULT + ".yaml");
    }
    if (!faults.isEmpty()) {
      throw new InvalidSettings(faults);
    }
    return new PolicyBook(policies);
  }

  /** A policy of its own file; its name is the file's. */
  static CompiledPolicy one(Path file, Detectors detectors) {
    return compile(
        file.getFileName().toString().replaceFirst("\\.ya?ml$", ""),
        "policies/" + file.getFileName(),
        SettingsFile.read(file),
        detectors);
  }

  static CompiledPolicy packaged(Detectors detectors) {
    try (InputStream in = Policies.class.getClassLoader().getResourceAsStream(PACKAGED)) {
      if (in == null) {
        throw new InvalidSettings(List.of(PACKAGED + ": missing from the class path"));
      }
      return compile(PolicyBook.DEFAULT, PACKAGED, SettingsFile.parse(in, PACKAGED), detectors);
    } catch (IOException e) {
      throw new InvalidSettings(List.of(PACKAGED + ": unreadable"));
    }
  }

  private static CompiledPolicy compile(
      String name, String source, Map<String, Object> tree, Detectors detectors) {
    SettingsReader reader = SettingsReader.of(tree, Map.of(), Path.of("."));
    PolicySpec spec = PolicySpec.read(name, reader);
    try {
      reader.finish();
    } catch (InvalidSettings e) {
      throw new InvalidSettings(e.faults().stream().map(fault -> source + ": " + fault).toList());
    }
    return new CompiledPolicy(spec, detectors);
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InvalidSettings(List.of("policies.folder: missing or unreadable: " + folder));
    }
  }

  /** Every tenant's policy must exist: a request must not find out. */
  static void requireAll(TenantSnapshot tenants, PolicyBook policies) {
    List<String> faults = new ArrayList<>();
    for (Tenant tenant : tenants.tenants()) {
      if (!policies.names().contains(tenant.policy())) {
        faults.add("tenants: " + tenant.id() + ": no policy is called '" + tenant.policy() + "'");
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidSettings(faults);
    }
  }
}
