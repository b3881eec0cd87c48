package com.modalarmor.similar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The attacks that were confirmed by hand, in one file: quarantined, promoted or taken back. Every
 * change writes the file anew and swaps it, so a reader sees the old one or the new one. Used by
 * one thread.
 */
public final class LearnedAttacks {

  /** Attacks that one file may hold. */
  public static final int ATTACKS_MAX = 10_000;

  private static final long BYTES_MAX = 64L << 20;

  private final Path file;
  private final List<LearnedAttack> attacks;

  private LearnedAttacks(Path file, List<LearnedAttack> attacks) {
    this.file = file;
    this.attacks = attacks;
  }

  /** Opens a file, which need not exist; a wrong line fails with its number. */
  public static LearnedAttacks open(Path file) throws IOException {
    List<LearnedAttack> attacks = new ArrayList<>();
    try {
      if (Files.size(file) > BYTES_MAX) {
        throw new IOException(file + ": longer than " + BYTES_MAX + " bytes");
      }
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        try {
          attacks.add(LearnedAttack.fromJson(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
          throw new IOException(file + ":" + number + ": " + e.getMessage());
        }
        if (attacks.size() > ATTACKS_MAX) {
          throw new IOException(file + ": more than " + ATTACKS_MAX + " attacks");
        }
      }
    } catch (NoSuchFileException e) {
      // Nothing was learned yet.
    }
    return new LearnedAttacks(file, attacks);
  }

  /** All of them, in the order they came. */
  public List<LearnedAttack> all() {
    return List.copyOf(attacks);
  }

  /** The sketches that are in force. */
  public List<Sketch> promoted() {
    List<Sketch> sketches = new ArrayList<>();
    for (LearnedAttack attack : attacks) {
      if (attack.state() == LearnedAttack.State.PROMOTED) {
        sketches.add(attack.sketch());
      }
    }
    return sketches;
  }

  public Optional<LearnedAttack> find(String id) {
    return attacks.stream().filter(attack -> attack.id().equals(id)).findFirst();
  }

  /** Puts an attack into quarantine; one that was taken back waits there again. */
  public void add(LearnedAttack attack) throws IOException {
    if (attack.state() != LearnedAttack.State.QUARANTINED) {
      throw new IllegalArgumentException("an attack begins in quarantine");
    }
    Optional<LearnedAttack> known = find(attack.id());
    if (known.isPresent() && known.get().state() != LearnedAttack.State.REVERTED) {
      throw new IOException("known already: " + attack.id());
    }
    if (known.isEmpty() && attacks.size() == ATTACKS_MAX) {
      throw new IOException("there are " + ATTACKS_MAX + " already; take some out of the file");
    }
    known.ifPresent(attacks::remove);
    attacks.add(attack);
    save();
  }

  /** Changes the state of a known attack; the caller has judged it. */
  public void move(String id, LearnedAttack.State state) throws IOException {
    for (int i = 0; i < attacks.size(); i++) {
      if (attacks.get(i).id().equals(id)) {
        attacks.set(i, attacks.get(i).in(state));
        save();
        return;
      }
    }
    throw new IOException("there is no learned attack " + id);
  }

  private void save() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (LearnedAttack attack : attacks) {
      bytes.write(attack.toJson());
      bytes.write('\n');
    }
    Path whole = file.toAbsolutePath();
    Files.createDirectories(whole.getParent());
    Path fresh = Files.createTempFile(whole.getParent(), "learned", ".new");
    try {
      Files.write(fresh, bytes.toByteArray());
      Files.move(fresh, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }
}
