package com.modalarmor.detect.url;

import com.modalarmor.detect.Detector;
import com.modalarmor.detect.FindingSink;
import com.modalarmor.detect.Subject;
import com.modalarmor.text.url.LinkFinder;
import com.modalarmor.text.url.LinkTargets;
import com.modalarmor.text.url.Origins;
import com.modalarmor.text.url.WebAddress;
import com.modalarmor.verdict.FindingType;
import com.modalarmor.verdict.Severity;
import java.util.function.Supplier;

/**
 * Finds pictures and links of Markdown and HTML that carry a conversation out. With a list of
 * origins, pictures to any other place; without one, what they carry decides. Misses words of one
 * syllable in the name of a picture; example: {@code ![x](https://host/p.png?q=[DATA])}. Immutable.
 */
public final class ExfiltrationDetector implements Detector {

  public static final String NAME = "exfiltration_link";

  private static final Supplier<LinkFinder> FINDER = LinkFinder::new;

  private final Origins origins;

  public ExfiltrationDetector(Origins origins) {
    this.origins = origins;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void detect(Subject subject, FindingSink sink) {
    String text = subject.text();
    if (text.indexOf('[') < 0 && text.indexOf('<') < 0) {
      return;
    }
    LinkFinder finder = subject.scratch(LinkFinder.class, FINDER);
    finder.find(text, (kind, start, end, target) -> judge(kind, start, end, target, sink));
  }

  @Override
  public int settledTo(Subject subject) {
    LinkFinder finder = subject.scratch(LinkFinder.class, FINDER);
    finder.find(subject.text(), (kind, start, end, target) -> {});
    return finder.settled();
  }

  private void judge(LinkFinder.Kind kind, int start, int end, String target, FindingSink sink) {
    boolean loaded = kind == LinkFinder.Kind.LOADED;
    String absolute = target.startsWith("//") ? "https:" + target : target;
    if (absolute.indexOf(':') < 0) {
      return; // of the page it stands in
    }
    WebAddress address = WebAddress.parse(absolute.replace(' ', '+'));
    if (address == null || address.host() == null || !address.special()) {
      return;
    }
    if (origins.allow(address)) {
      return;
    }
    float carried = LinkTargets.carries(address, loaded);
    if (origins.said() && loaded) {
      carried = Math.max(carried, HostRisk.HIGH);
    }
    if (carried > 0) {
      Severity severity =
          carried < HostRisk.LIKELY ? Severity.MEDIUM : FindingType.EXFILTRATION_LINK.severity();
      sink.add(FindingType.EXFILTRATION_LINK, NAME, carried, severity, start, end);
    }
  }
}
