package com.modalarmor.vector;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.modalarmor.vector.rights.Label;
import com.modalarmor.vector.rights.Subject;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is remembered of texts, and who profits from it. */
final class CleanTextsTest {

  @Test
  void a_text_that_others_have_written_is_no_faster_than_one_that_nobody_has() {
    CleanTexts clean = new CleanTexts();
    Subject high = Rig.subject("sub:high", "secret;hr", "curator");
    Subject peer = Rig.subject("sub:peer", "secret;hr", "reader");
    Subject low = Rig.subject("sub:low", "internal", "curator");
    Subject stranger = new Subject("globex", "sub:g", Set.of("curator"), Label.parse("secret;hr"));
    clean.add(null, high.peers(), "The salary is 100,000");
    assertTrue(clean.knows(null, peer.peers(), "The salary is 100,000"));
    assertFalse(clean.knows(null, low.peers(), "The salary is 100,000"));
    assertFalse(clean.knows(null, stranger.peers(), "The salary is 100,000"));
    assertNotEquals(high.peers(), high.at(Label.parse("secret")).peers());
  }
}
