package dev.callboard.supply.chain.format;

import dev.callboard.supply.chain.model.SecurityDocument;

/** CycloneDX as JSON: bills of materials, vulnerabilities and VEX. */
final class CycloneDxJson implements DocumentFormat {
  @Override
  public String id() {
    return "cyclonedx";
  }

  @Override
  public SecurityDocument read(byte[] body, DocumentLimits limits) {
    Collected to = new Collected(limits);
    CycloneDxParts parts = new CycloneDxParts(to);
    new JsonWalk(limits)
        .on("/specVersion", parts::version)
        .on("/metadata", parts::metadata)
        .on("/components/*", component -> parts.component(component, ""))
        .on("/dependencies/*", parts::dependency)
        .on("/vulnerabilities/*", parts::vulnerability)
        .walk(body);
    if (to.specVersion.isEmpty()) {
      throw new Node(null, "").refuse("must have a text 'specVersion', such as 1.6");
    }
    parts.finish();
    return to.build(id());
  }
}
