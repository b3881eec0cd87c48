package com.modalarmor.tenant;

import com.modalarmor.detect.SignatureLimits;
import com.modalarmor.settings.InvalidSettings;
import com.modalarmor.settings.SettingsFile;
import com.modalarmor.settings.SettingsReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads a folder of tenant files, one tenant per {@code *.yaml}, and reports the faults of all of
 * them at once. Stateless; blocks on the disk, so not for an event loop.
 */
public final class TenantFiles {

  private static final int FILES_MAX = 10_000;

  private TenantFiles() {}

  /** Loads with {@link SignatureLimits#DEFAULT}. */
  public static TenantSnapshot load(Path folder, long version) {
    return load(folder, version, SignatureLimits.DEFAULT);
  }

  /**
   * @param folder also where relative key files start
   * @param version of the snapshot
   * @param limits of each tenant's own signatures
   * @throws InvalidSettings with every fault, as {@code tenants/acme.yaml: key.path: what}
   */
  public static TenantSnapshot load(Path folder, long version, SignatureLimits limits) {
    List<String> faults = new ArrayList<>();
    List<Tenant> tenants = new ArrayList<>();
    Map<String, String> ids = new HashMap<>();
    for (Path file : files(folder)) {
      String name = nameOf(folder) + "/" + file.getFileName();
      try (InputStream in = Files.newInputStream(file)) {
        Tenant tenant = read(SettingsFile.parse(in, name), name, folder, limits);
        String other = ids.putIfAbsent(tenant.id(), name);
        if (other == null) {
          tenants.add(tenant);
        } else {
          faults.add(name + ": id: '" + tenant.id() + "' is also the id in " + other);
        }
      } catch (InvalidSettings e) {
        faults.addAll(e.faults());
      } catch (IOException e) {
        faults.add(name + ": file is missing or unreadable");
      }
    }
    TenantSnapshot snapshot = null;
    try {
      snapshot = TenantSnapshot.of(version, tenants);
    } catch (InvalidSettings e) {
      for (String fault : e.faults()) {
        faults.add(nameOf(folder) + ": " + fault);
      }
    }
    if (!faults.isEmpty()) {
      throw new InvalidSettings(faults);
    }
    return snapshot;
  }

  private static List<Path> files(Path folder) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, TenantFiles::isTenant)) {
      for (Path file : entries) {
        files.add(file);
        if (files.size() > FILES_MAX) {
          throw new InvalidSettings(
              List.of(nameOf(folder) + ": more than " + FILES_MAX + " files"));
        }
      }
    } catch (IOException e) {
      throw new InvalidSettings(List.of(folder + ": folder is missing or unreadable"));
    }
    if (files.isEmpty()) {
      throw new InvalidSettings(List.of(folder + ": holds no tenant file (*.yaml)"));
    }
    files.sort(null);
    return files;
  }

  /** Names that start with a dot are editors' and Kubernetes' own. */
  private static boolean isTenant(Path file) {
    String name = file.getFileName().toString();
    return !name.startsWith(".")
        && (name.endsWith(".yaml") || name.endsWith(".yml"))
        && Files.isRegularFile(file);
  }

  private static String nameOf(Path folder) {
    Path name = folder.getFileName();
    return name == null ? folder.toString() : name.toString();
  }

  /** One tenant; {@code name} stands before each fault. */
  static Tenant read(Map<String, Object> tree, String name, Path folder, SignatureLimits limits) {
    try {
      // No environment: a variable such as MODAL_ARMOR_TIER would change every tenant alike.
      SettingsReader reader = SettingsReader.of(tree, Map.of(), folder);
      TenantFields fields = TenantFields.read(reader, folder, limits);
      reader.finish();
      return fields.tenant();
    } catch (InvalidSettings e) {
      List<String> named = new ArrayList<>();
      for (String fault : e.faults()) {
        named.add(fault.startsWith(name) ? fault : name + ": " + fault);
      }
      throw new InvalidSettings(named);
    }
  }
}
